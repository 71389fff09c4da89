package io.selvage.bus.mqtt;

import io.selvage.mqtt.MqttClients;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What one connection has received and not acknowledged. MQTT wants acknowledgements in the order of the messages,
 * whichever is finished first.
 */
final class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final MqttAsyncClient client;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<Delivery> inOrder = new ArrayDeque<>();
    private boolean retired;

    Acknowledgements(MqttAsyncClient client) {
        this.client = client;
    }

    /** The delivery of a message that has just arrived and that as many subscriptions as given must finish. */
    Delivery arrived(MqttMessage message, int parts) {
        var delivery = new Delivery(message.getId(), message.getQos(), parts);
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
        } finally {
            lock.unlock();
        }
    }

    boolean isOf(MqttAsyncClient other) {
        return client.equals(other);
    }

    private void acknowledgeFinished() {
        if (retired) {
            return;
        }
        for (var first = inOrder.peek(); first != null && first.parts == 0; first = inOrder.peek()) {
            inOrder.poll();
            try {
                client.messageArrivedComplete(first.id, first.qos);
            } catch (MqttException e) {
                LOG.debug("not acknowledged, it will come again: {}", MqttClients.reason(e));
            }
        }
    }

    /** One message over one connection: over the next, the broker delivers it again unless this one acknowledged it. */
    final class Delivery {

        private final int id;
        private final int qos;
        private int parts;

        private Delivery(int id, int qos, int parts) {
            this.id = id;
            this.qos = qos;
            this.parts = parts;
        }

        /** One of the subscriptions has finished the message. */
        void finishPart() {
            lock.lock();
            try {
                parts--;
                acknowledgeFinished();
            } finally {
                lock.unlock();
            }
        }
    }
}
