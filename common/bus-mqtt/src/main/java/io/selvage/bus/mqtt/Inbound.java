package io.selvage.bus.mqtt;

import io.selvage.bus.MessageHandler;
import io.selvage.bus.Reception;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.mqtt.Intake;
import io.selvage.mqtt.MqttConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is received, over a connection of its own: the subscriptions, and what comes before they are there. */
final class Inbound implements MqttConnection.Owner, Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Inbound.class);
    private static final Duration PATIENCE = Duration.ofMillis(250);
    private static final Duration FINISH = Duration.ofSeconds(2);

    /** Beside a message stand its values, and what they are unwrapped from. */
    private static final int SHARE_OF_HEAP = 5;

    private final MqttOptions options;
    private final MqttConnection connection;
    private final Unclaimed unclaimed = new Unclaimed();
    private final ReentrantLock lock = new ReentrantLock();
    private final List<Reception> subscriptions = new ArrayList<>();
    private final BrokerFilters onBroker;
    private final AtomicLong arrivals = new AtomicLong();
    private @Nullable Acknowledgements acknowledgements;
    private @Nullable MqttAsyncClient over; // what it still brings comes again
    private boolean connectedBefore;
    private boolean closed;

    Inbound(MqttOptions options) {
        this.options = options;
        this.connection = Dialer.receiving(options, this).connection(this);
        this.onBroker = new BrokerFilters(options, connection, arrivals::get);
    }

    Subscription subscribe(TopicFilter filter, MessageHandler handler) {
        try {
            var subscription = register(filter, handler);
            connection.start();
            subscribeOnBroker(filter.text());
            return new Handle(subscription);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while subscribing to " + filter, e);
        }
    }

    private Reception register(TopicFilter filter, MessageHandler handler) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (closed) {
                throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed");
            }
            var subscription = new Reception(filter, handler, options.codec(), options.window());
            for (var earlier : unclaimed.claim(filter)) {
                subscription.takeEarlier(earlier);
            }
            subscriptions.add(subscription);
            onBroker.want(filter.text());
            return subscription;
        } finally {
            lock.unlock();
        }
    }

    /** Makes the subscription effective before it returns, unless the broker is away: then it waits for no one. */
    private void subscribeOnBroker(String filter) throws InterruptedException {
        var client = connection.awaitFirst(options.connectTimeout().plusSeconds(1));
        if (client != null) {
            onBroker.ask(client, filter);
        }
    }

    @Override
    public void up(MqttAsyncClient client) throws MqttException {
        String[] filters;
        lock.lock();
        try {
            filters = subscriptions.stream()
                    .map(subscription -> subscription.filter().text())
                    .distinct()
                    .toArray(String[]::new);
            if (!connectedBefore) {
                connectedBefore = true;
                CompletableFuture.delayedExecutor(Unclaimed.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
                        .execute(unclaimed::expire);
            }
        } finally {
            lock.unlock();
        }
        onBroker.up(client, filters);
    }

    @Override
    public void down(MqttAsyncClient client) {
        lock.lock();
        try {
            onBroker.down();
            unclaimed.forget();
            over = client;
            if (acknowledgements != null) {
                acknowledgements.retire();
                acknowledgements = null;
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void arrived(MqttAsyncClient client, String topic, MqttMessage message) throws InterruptedException {
        arrivals.incrementAndGet();
        List<Reception> targets;
        Arrival arrival;
        lock.lockInterruptibly();
        try {
            if (client.equals(over)) {
                return;
            }
            targets = targets(topic);
            acknowledgements = Acknowledgements.of(client, acknowledgements);
            var delivery = acknowledgements.arrived(message, Math.max(1, targets.size()));
            arrival = new Arrival(topic, message, delivery);
            if (targets.isEmpty()) {
                unclaimed.add(arrival);
            }
        } finally {
            lock.unlock();
        }
        for (var target : targets) {
            give(arrival, target, client);
        }
    }

    @Override
    public int most() {
        return (int) Math.min(Integer.MAX_VALUE, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    @Override
    public boolean awaitRoom(String topic, int bytes, Duration patience) throws InterruptedException {
        List<Reception> targets;
        lock.lockInterruptibly();
        try {
            targets = targets(topic);
        } finally {
            lock.unlock();
        }
        for (var subscription : targets) {
            if (!subscription.awaitRoom(bytes, patience)) {
                return false;
            }
        }
        return !targets.isEmpty() || unclaimed.awaitRoom(bytes, patience);
    }

    private List<Reception> targets(String topic) {
        return subscriptions.stream()
                .filter(subscription -> subscription.filter().matches(topic))
                .toList();
    }

    /** Holds the client's reading thread while the subscription is full, but not longer than the client is connected. */
    private void give(Arrival arrival, Reception target, MqttAsyncClient client) throws InterruptedException {
        while (!target.take(arrival, PATIENCE)) {
            if (target.isEnded()) {
                arrival.delivery().finishPart();
                return;
            }
            if (target.isSuspended() || !client.isConnected()) {
                return; // not acknowledged: it comes again
            }
        }
    }

    /** Begins nothing more, waits a little for what is begun, and says goodbye. */
    void close() throws InterruptedException {
        List<Reception> open;
        @Nullable Acknowledgements last;
        lock.lock();
        try {
            closed = true;
            open = List.copyOf(subscriptions);
            last = acknowledgements;
        } finally {
            lock.unlock();
        }
        open.forEach(Reception::suspend);
        var deadline = System.nanoTime() + FINISH.toNanos();
        for (var subscription : open) {
            if (!subscription.awaitIdle(deadline)) {
                LOG.warn(
                        "{} stops before all of {} is finished",
                        options.clientId(),
                        subscription.filter().text());
            }
        }
        if (last != null) {
            last.awaitNoneDue(PATIENCE);
        }
        connection.close();
    }

    /** What the subscriber holds. */
    private final class Handle implements Subscription {

        private final Reception subscription;

        private Handle(Reception subscription) {
            this.subscription = subscription;
        }

        @Override
        public void suspend() {
            subscription.suspend();
        }

        @Override
        public void close() {
            var filter = subscription.filter().text();
            lock.lock();
            try {
                subscriptions.remove(subscription);
                if (subscriptions.stream()
                        .noneMatch(other -> other.filter().text().equals(filter))) {
                    onBroker.unwant(filter);
                }
            } finally {
                lock.unlock();
            }
            var client = connection.client();
            if (client != null) {
                onBroker.forget(client, filter); // or else the next connection will
            }
            subscription.end();
        }
    }
}
