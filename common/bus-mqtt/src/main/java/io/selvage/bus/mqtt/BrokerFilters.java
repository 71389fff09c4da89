package io.selvage.bus.mqtt;

import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the broker is asked to deliver and to deliver no more; of what it refuses it is asked again. */
final class BrokerFilters {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerFilters.class);

    /** After a refusal: whoever wrote the broker's list of rights may be about to mend it. */
    private static final Duration AGAIN = Duration.ofSeconds(3);

    private static final int REFUSALS_A_REMINDER = 20;

    private final MqttOptions options;
    private final MqttConnection connection;
    private final LongSupplier arrivals;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<String> asked = new HashSet<>();
    private final Set<String> unwanted = new HashSet<>();

    /** @param arrivals how many messages have come */
    BrokerFilters(MqttOptions options, MqttConnection connection, LongSupplier arrivals) {
        this.options = options;
        this.connection = connection;
        this.arrivals = arrivals;
    }

    /** Somebody subscribes: the filter is not to be taken from the broker any more. */
    void want(String filter) {
        lock.lock();
        try {
            unwanted.remove(filter);
        } finally {
            lock.unlock();
        }
    }

    /** Nobody subscribes any more; {@link #forget} tells the broker, or else the next connection. */
    void unwant(String filter) {
        lock.lock();
        try {
            asked.remove(filter);
            unwanted.add(filter);
        } finally {
            lock.unlock();
        }
    }

    /** Asks for the filter, unless that was done over this connection. */
    void ask(MqttAsyncClient client, String filter) {
        if (!isNew(filter)) {
            return;
        }
        try {
            subscribe(client, 0, filter);
        } catch (MqttException e) {
            LOG.warn("{} could not subscribe to {}: {}", options.clientId(), filter, MqttClients.reason(e));
            connection.abandon(client, e);
        }
    }

    private boolean isNew(String filter) {
        lock.lock();
        try {
            return asked.add(filter);
        } finally {
            lock.unlock();
        }
    }

    /** Asks a new connection for all these filters. */
    void up(MqttAsyncClient client, String... filters) throws MqttException {
        String[] gone;
        lock.lock();
        try {
            asked.addAll(List.of(filters));
            gone = unwanted.toArray(String[]::new);
        } finally {
            lock.unlock();
        }
        if (gone.length > 0) {
            client.unsubscribe(gone).waitForCompletion(options.connectTimeout().toMillis());
            forgotten(gone);
        }
        if (filters.length > 0) {
            subscribe(client, 0, filters);
        }
    }

    /** The connection is lost. */
    void down() {
        lock.lock();
        try {
            asked.clear();
        } finally {
            lock.unlock();
        }
    }

    private void subscribe(MqttAsyncClient client, int refusals, String... filters) throws MqttException {
        var qos = new int[filters.length];
        Arrays.fill(qos, options.subscriptionQos());
        var answer = new SubscriptionAnswer();
        client.subscribe(filters, qos, null, answer);
        var granted = answer.await(options.connectTimeout(), arrivals);
        var refused = new ArrayList<String>();
        for (var i = 0; i < filters.length; i++) {
            if (i < granted.length && granted[i] > 2) {
                refused.add(filters[i]);
            } else if (refusals > 0) {
                LOG.info("the broker takes {}'s subscription of {} now", options.clientId(), filters[i]);
            }
        }
        if (!refused.isEmpty()) {
            if (refusals % REFUSALS_A_REMINDER == 0) {
                LOG.error(
                        "the broker refuses {} the subscription of {} and is asked again every {} s",
                        options.clientId(),
                        String.join(" and ", refused),
                        AGAIN.toSeconds());
            }
            CompletableFuture.delayedExecutor(AGAIN.toMillis(), TimeUnit.MILLISECONDS, Thread::startVirtualThread)
                    .execute(() -> askAgain(client, refusals + 1, refused));
        }
    }

    /** Nothing where the client is lost: the next one asks for everything. */
    private void askAgain(MqttAsyncClient client, int refusals, List<String> filters) {
        String[] wanted;
        lock.lock();
        try {
            wanted = filters.stream().filter(asked::contains).toArray(String[]::new);
        } finally {
            lock.unlock();
        }
        if (wanted.length == 0 || !client.isConnected()) {
            return;
        }
        try {
            subscribe(client, refusals, wanted);
        } catch (MqttException e) {
            connection.abandon(client, e);
        }
    }

    /** Tells the broker that nobody subscribes to the filter any more. */
    void forget(MqttAsyncClient client, String filter) {
        if (!isUnwanted(filter)) {
            return;
        }
        try {
            client.unsubscribe(filter)
                    .waitForCompletion(options.connectTimeout().toMillis());
            forgotten(filter);
        } catch (MqttException e) {
            LOG.debug("{} is still subscribed to {}: {}", options.clientId(), filter, MqttClients.reason(e));
            connection.abandon(client, e);
        }
    }

    private boolean isUnwanted(String filter) {
        lock.lock();
        try {
            return unwanted.contains(filter);
        } finally {
            lock.unlock();
        }
    }

    private void forgotten(String... filters) {
        lock.lock();
        try {
            unwanted.removeAll(List.of(filters));
        } finally {
            lock.unlock();
        }
    }
}
