package io.selvage.device.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.selvage.mqtt.MqttLogin;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** A device at the broker: it answers commands with what it was told, and publishes what it is told. */
final class Gadget implements AutoCloseable {

    /** A command, with the UUID that ended its topic apart. */
    record Command(String topic, String payload, String id) {}

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    /** A device that is connected. */
    Gadget(String address) throws MqttException {
        this(address, new MqttLogin("", "", null));
    }

    /** A device that shows something. */
    Gadget(String address, MqttLogin login) throws MqttException {
        client = new MqttAsyncClient(address, MqttAsyncClient.generateClientId(), new MemoryPersistence());
        var options = new MqttConnectOptions();
        if (!login.username().isEmpty()) {
            options.setUserName(login.username());
            options.setPassword(login.password().toCharArray());
        }
        var tls = login.tls();
        if (tls != null) {
            options.setSocketFactory(tls.getSocketFactory());
        }
        client.setCallback(new Listener());
        client.connect(options).waitForCompletion(5_000);
        client.subscribe("command/gadget/#", 1).waitForCompletion(5_000);
    }

    /** Commands whose topic begins so are answered with the payload. */
    void answer(String topic, String payload) {
        answers.put(topic, payload);
    }

    void forget() {
        answers.clear();
        commands.clear();
    }

    Command next() throws InterruptedException {
        return commands.take();
    }

    void publish(String topic, String payload, int qos) throws MqttException {
        publish(topic, payload.getBytes(UTF_8), qos);
    }

    void publish(String topic, byte[] payload, int qos) throws MqttException {
        client.publish(topic, payload, qos, false).waitForCompletion(5_000);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(0, 500);
    }

    private final class Listener implements MqttCallback {

        @Override
        public void messageArrived(String topic, MqttMessage message) throws MqttException {
            var end = topic.lastIndexOf('/');
            var command = topic.substring(0, end);
            commands.add(new Command(command, message.toString(), topic.substring(end + 1)));
            var answer = answers.get(command);
            if (answer != null) {
                client.publish("command/response" + topic.substring(end), answer.getBytes(UTF_8), 0, false);
            }
        }

        @Override
        public void connectionLost(Throwable cause) {
            // the test has stopped the broker
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // nobody waits
        }
    }
}
