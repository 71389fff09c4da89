package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What goes over the connection to the devices' broker, which is made again for ever. */
final class BrokerLink implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BrokerLink.class);

    /** Takes messages, one at a time; while it does not return, the broker is not read. */
    @FunctionalInterface
    interface Receiver {

        void arrived(Delivery delivery) throws InterruptedException;
    }

    private final Dialer dialer;
    private final MqttConnection connection;
    private final Receiver receiver;

    /** A link that dials at least every so often. */
    BrokerLink(Dialer dialer, Duration longestPause, Receiver receiver) {
        this.dialer = dialer;
        this.receiver = receiver;
        var sessions = new Sessions();
        this.connection = new MqttConnection("the devices' MQTT broker " + dialer, longestPause, sessions, sessions);
    }

    /** Begins to connect; nobody waits for it. */
    void start() {
        connection.start();
    }

    /** Sends a message once, with QoS 0; SERVICE_UNAVAILABLE while there is no connection. */
    void publish(String topic, byte[] payload, Duration timeout) {
        var client = connection.client();
        if (client == null) {
            throw unavailable("the MQTT broker " + dialer + " is not connected");
        }
        try {
            client.publish(topic, payload, 0, false).waitForCompletion(Math.max(1, timeout.toMillis()));
        } catch (MqttException e) {
            throw unavailable("nothing can be sent to " + topic + ": " + MqttClients.reason(e));
        }
    }

    private static EdgeException unavailable(String message) {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, message);
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Each client with what has come over it, from before it is connected, since a kept session delivers at once. */
    private final class Sessions implements MqttConnection.Dialer, MqttConnection.Owner {

        private volatile CompletableFuture<@Nullable Void> lost = new CompletableFuture<>();

        @Override
        public MqttAsyncClient client() throws MqttException {
            lost = new CompletableFuture<>();
            return dialer.client();
        }

        @Override
        public void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException {
            dialer.connect(client, callback);
        }

        @Override
        public void up(MqttAsyncClient client) throws MqttException {
            dialer.subscribe(client);
        }

        @Override
        public void down(MqttAsyncClient client) {
            lost.complete(null); // who is given a message lets go of it
        }

        @Override
        public void arrived(MqttAsyncClient client, String topic, MqttMessage message) throws InterruptedException {
            var over = lost;
            receiver.arrived(new Delivery(topic, message.getPayload(), over, () -> acknowledge(client, over, message)));
        }

        private void acknowledge(MqttAsyncClient client, CompletableFuture<@Nullable Void> over, MqttMessage message) {
            if (over.isDone()) {
                return; // it comes again over the next connection
            }
            try {
                client.messageArrivedComplete(message.getId(), message.getQos());
            } catch (MqttException e) {
                LOG.debug("a message is not acknowledged and comes again: {}", MqttClients.reason(e));
            }
        }
    }
}
