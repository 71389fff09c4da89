package io.selvage.device.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;

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

    /** A command without the UUID that ended its topic. */
    record Command(String topic, String payload) {}

    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Command> commands = new LinkedBlockingQueue<>();
    private final MqttAsyncClient client;

    Gadget(String address, String user, String password) throws MqttException {
        client = new MqttAsyncClient(address, MqttAsyncClient.generateClientId(), new MemoryPersistence());
        var options = new MqttConnectOptions();
        if (!user.isEmpty()) {
            options.setUserName(user);
            options.setPassword(password.toCharArray());
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
        client.publish(topic, payload.getBytes(UTF_8), qos, false).waitForCompletion(5_000);
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
            commands.add(new Command(command, new String(message.getPayload(), UTF_8)));
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
