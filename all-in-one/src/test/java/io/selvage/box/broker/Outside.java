package io.selvage.box.broker;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** An MQTT client outside the JVM's bus, over a real socket. */
final class Outside implements AutoCloseable {

    record Received(String topic, String text, boolean retained) {}

    private static final long WAIT_MILLIS = 10_000;

    private final MqttAsyncClient client;
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();

    private Outside(int port, String id) throws MqttException {
        client = new MqttAsyncClient("tcp://127.0.0.1:" + port, id, new MemoryPersistence());
    }

    static MqttConnectOptions options() {
        var options = new MqttConnectOptions();
        options.setMaxInflight(20_000);
        return options;
    }

    static Outside connect(int port, String id) throws MqttException {
        return connect(port, id, options());
    }

    static Outside connect(int port, String id, MqttConnectOptions options) throws MqttException {
        var outside = new Outside(port, id);
        outside.client.connect(options).waitForCompletion(WAIT_MILLIS);
        return outside;
    }

    Outside subscribe(String filter) throws MqttException {
        client.subscribe(
                        filter,
                        1,
                        (topic, message) -> received.add(new Received(
                                topic, new String(message.getPayload(), StandardCharsets.UTF_8), message.isRetained())))
                .waitForCompletion(WAIT_MILLIS);
        return this;
    }

    IMqttDeliveryToken send(String topic, String text) throws MqttException {
        return client.publish(topic, text.getBytes(StandardCharsets.UTF_8), 1, false);
    }

    void publish(String topic, MqttMessage message) throws MqttException {
        client.publish(topic, message).waitForCompletion(WAIT_MILLIS);
    }

    Received next() throws InterruptedException {
        return Objects.requireNonNull(received.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS), "no message came");
    }

    int waiting() {
        return received.size();
    }

    MqttAsyncClient client() {
        return client;
    }

    /** Ends without the farewell that MQTT asks for. */
    void vanish() throws MqttException {
        client.disconnectForcibly(0, 1, false);
    }

    @Override
    public void close() throws MqttException {
        if (client.isConnected()) {
            client.disconnect().waitForCompletion(WAIT_MILLIS);
        }
        client.close(true);
    }
}
