package io.selvage.mqtt;

import java.time.Duration;
import java.util.List;
import javax.net.SocketFactory;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, connects and ends Paho's clients, which keep nothing on disk. */
public final class MqttClients {

    /** How long a client may take to say goodbye. */
    public static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(MqttClients.class);
    private static final int MOST_IN_FLIGHT = 65_535; // whoever sends has bounds of its own

    private MqttClients() {}

    /**
     * How a client connects.
     *
     * @param clean whether the broker forgets, with the connection, the subscriptions and what waits for them
     * @param timeout of the attempt
     */
    public record Session(boolean clean, Duration keepAlive, Duration timeout) {}

    /** A client that is not connected; where {@code manualAcks}, who is given a message must acknowledge it. */
    public static MqttAsyncClient client(MqttAddress address, String clientId, boolean manualAcks)
            throws MqttException {
        return client(address, clientId, manualAcks, Intake.UNBOUNDED);
    }

    /** The same, which reads no more large messages than the intake has room for. */
    public static MqttAsyncClient client(MqttAddress address, String clientId, boolean manualAcks, Intake intake)
            throws MqttException {
        var client = new PromptClient(address.toString(), clientId, intake);
        client.setManualAcks(manualAcks);
        return client;
    }

    /** Connects the client and waits until it is. */
    public static void connect(MqttAsyncClient client, MqttAddress address, MqttLogin login, Session session)
            throws MqttException {
        var connect = new MqttConnectOptions();
        connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        connect.setCleanSession(session.clean());
        connect.setKeepAliveInterval((int) session.keepAlive().toSeconds());
        connect.setConnectionTimeout((int) session.timeout().toSeconds());
        connect.setSocketFactory(sockets(client, address, login));
        connect.setMaxInflight(MOST_IN_FLIGHT);
        if (!login.username().isEmpty()) {
            connect.setUserName(login.username());
            connect.setPassword(login.password().toCharArray());
        }
        client.connect(connect)
                .waitForCompletion(session.timeout().plusSeconds(1).toMillis());
    }

    private static SocketFactory sockets(MqttAsyncClient client, MqttAddress address, MqttLogin login) {
        if (address.isOverTls()) {
            return PromptTlsSockets.of(login.tls());
        }
        return address.isPlain() && client instanceof PromptClient prompt ? prompt.sockets() : new PromptSockets();
    }

    /** A message that has come, by its number on its connection. */
    public record Received(int id, int qos) {}

    /** Acknowledges the messages in this order; what cannot be will come again. */
    public static void acknowledge(MqttAsyncClient client, List<Received> messages) throws MqttException {
        if (client instanceof PromptClient prompt) {
            prompt.acknowledge(messages);
            return;
        }
        for (var message : messages) {
            client.messageArrivedComplete(message.id(), message.qos());
        }
    }

    /**
     * Ends the client, whatever its state, and waits a little for what it has to send. It is not closed: that takes away
     * what its threads may be about to use, and frees nothing that the collector does not.
     */
    public static void hangUp(MqttAsyncClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect(GOODBYE.toMillis()).waitForCompletion(2 * GOODBYE.toMillis());
            } else {
                client.disconnectForcibly(0, GOODBYE.toMillis(), false);
            }
        } catch (MqttException e) {
            LOG.debug("{} could not say goodbye: {}", client.getClientId(), reason(e));
        }
    }

    /** What a failure of Paho's says, with the cause that it hides. */
    public static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause;
    }
}
