package io.selvage.bus.mqtt;

import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttClients.Received;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection has received and not acknowledged. MQTT wants acknowledgements in the order of the messages,
 * whichever is finished first; those that are due at once go to the broker together.
 */
final class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final int AT_ONCE = 1_024;

    private final MqttAsyncClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Delivery> inOrder = new ArrayDeque<>();
    private boolean busy;
    private boolean retired;

    private Acknowledgements(MqttAsyncClient client) {
        this.client = client;
        Thread.ofVirtual().name("acknowledgements of " + client.getClientId()).start(this::acknowledgeAll);
    }

    /** Those of the client; others that were known until now are over. */
    static Acknowledgements of(MqttAsyncClient client, @Nullable Acknowledgements known) {
        if (known != null && known.client.equals(client)) {
            return known;
        }
        if (known != null) {
            known.retire();
        }
        return new Acknowledgements(client);
    }

    /** The delivery of a message that has just arrived and that as many subscriptions as given must finish. */
    Delivery arrived(MqttMessage message, int parts) {
        var delivery = new Delivery(new Received(message.getId(), message.getQos()), parts);
        if (message.getQos() > 0) {
            lock.lock();
            try {
                inOrder.add(delivery);
            } finally {
                lock.unlock();
            }
        }
        return delivery;
    }

    /** The connection is gone: it acknowledges nothing any more. */
    void retire() {
        lock.lock();
        try {
            retired = true;
            inOrder.clear();
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void acknowledgeAll() {
        for (var next = next(); !next.isEmpty(); next = next()) {
            try {
                MqttClients.acknowledge(client, next);
            } catch (MqttException e) {
                LOG.debug("not acknowledged, it will come again: {}", MqttClients.reason(e));
            } catch (RuntimeException e) { // the next ones are to be acknowledged all the same
                LOG.warn("up to {} messages are not acknowledged before the next connection", next.size(), e);
            }
        }
    }

    /** Those that are due, when there are some; none where the connection is gone. */
    private List<Received> next() {
        var due = new ArrayList<Received>();
        lock.lock();
        try {
            busy = false;
            change.signalAll();
            while (!retired && !isDue()) {
                change.awaitUninterruptibly();
            }
            while (isDue() && due.size() < AT_ONCE) {
                due.add(inOrder.remove().message);
            }
            busy = !due.isEmpty();
            return due;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue() {
        var first = inOrder.peek();
        return first != null && first.parts == 0;
    }

    /** Waits until all that is finished is acknowledged, but not longer than given. */
    void awaitNoneDue(Duration patience) throws InterruptedException {
        var left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (!retired && (busy || isDue()) && left > 0) {
                left = change.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    /** One message over one connection: over the next, the broker delivers it again unless this one acknowledged it. */
    final class Delivery {

        private final Received message;
        private int parts;

        private Delivery(Received message, int parts) {
            this.message = message;
            this.parts = parts;
        }

        /** One of the subscriptions has finished the message. */
        void finishPart() {
            lock.lock();
            try {
                parts--;
                if (!busy && isDue()) {
                    change.signalAll();
                }
            } finally {
                lock.unlock();
            }
        }
    }
}
