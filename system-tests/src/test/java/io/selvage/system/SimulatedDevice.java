package io.selvage.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * A device at a broker, by the topics of EdgeX's device-mqtt: a {@code set} is kept and answered, a {@code get} answered with
 * what was set, or not at all.
 */
final class SimulatedDevice implements MqttCallback, AutoCloseable {

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final MqttAsyncClient client;

    SimulatedDevice(String broker, String commandTopic) throws MqttException {
        client = new MqttAsyncClient(broker, "simulated-device", new MemoryPersistence());
        client.setCallback(this);
        var options = new MqttConnectOptions();
        options.setMaxInflight(10_000); // Paho tells who waits for a publish first, and counts it as done later
        client.connect(options).waitForCompletion(10_000);
        client.subscribe(commandTopic + "/#", 1).waitForCompletion(10_000);
    }

    /** Answers a {@code get} of the resource with the payload from now on. */
    void answer(String resource, String payload) {
        values.put(resource, payload);
    }

    /** Publishes and waits until the broker has it. */
    void publish(String topic, byte[] payload, int qos) throws MqttException {
        client.publish(topic, payload, qos, false).waitForCompletion(10_000);
    }

    void publish(String topic, String payload) throws MqttException {
        publish(topic, payload.getBytes(UTF_8), 1);
    }

    @Override
    public void messageArrived(String topic, MqttMessage message) throws MqttException {
        var levels = topic.split("/", -1); // .../RESOURCE/get or set/UUID
        var resource = levels[levels.length - 3];
        if (levels[levels.length - 2].equals("set")) {
            values.put(resource, message.toString());
        }
        var answer = values.get(resource);
        if (answer != null) {
            client.publish("command/response/" + levels[levels.length - 1], answer.getBytes(UTF_8), 0, false);
        }
    }

    @Override
    public void connectionLost(Throwable cause) {
        // the test ends, or fails where it waits
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
        // each publish waits for its own
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 500);
        client.close(true);
    }
}
