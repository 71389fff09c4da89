package io.selvage.bus.mqtt;

import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, connects and ends Paho's clients. */
final class Dialer {

    /** How long a client may take to say goodbye. */
    static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);

    private final MqttOptions options;
    private final String clientId;
    private final boolean receiving;
    private boolean forgetting;

    /** Dials for subscriptions, with a kept session and acknowledgements by hand; or for all else, with neither. */
    Dialer(MqttOptions options, String clientId, boolean receiving) {
        this.options = options;
        this.clientId = clientId;
        this.receiving = receiving;
        this.forgetting = receiving && options.cleanStart();
    }

    MqttAsyncClient client() throws MqttException {
        var client = new MqttAsyncClient(options.address(), clientId, new MemoryPersistence());
        client.setManualAcks(receiving);
        return client;
    }

    void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException {
        if (forgetting) {
            connect(client, true);
            client.disconnect(0).waitForCompletion(GOODBYE.toMillis());
            forgetting = false;
        }
        client.setCallback(callback);
        connect(client, !receiving || options.cleanSession());
    }

    private void connect(MqttAsyncClient client, boolean clean) throws MqttException {
        var connect = new MqttConnectOptions();
        connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        connect.setCleanSession(clean);
        connect.setKeepAliveInterval((int) options.keepAlive().toSeconds());
        connect.setConnectionTimeout((int) options.connectTimeout().toSeconds());
        connect.setSocketFactory(options.isOverTls() ? PromptTlsSockets.of(options.tls()) : new PromptSockets());
        connect.setMaxInflight(65_535); // the window is ours
        if (!options.username().isEmpty()) {
            connect.setUserName(options.username());
            connect.setPassword(options.password().toCharArray());
        }
        client.connect(connect)
                .waitForCompletion(options.connectTimeout().plusSeconds(1).toMillis());
    }

    /**
     * Ends the client, whatever its state. It is not closed: that takes away what its threads may be about to use, and
     * frees nothing that the collector does not.
     */
    void hangUp(MqttAsyncClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect(GOODBYE.toMillis()).waitForCompletion(2 * GOODBYE.toMillis());
            } else {
                client.disconnectForcibly(0, GOODBYE.toMillis(), false);
            }
        } catch (MqttException e) {
            LOG.debug("{} could not say goodbye: {}", this, reason(e));
        }
    }

    /** What a failure of Paho's says, with the cause that it hides. */
    static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause.getMessage();
    }

    /** Who dials whom, for logs. */
    @Override
    public String toString() {
        return clientId + "@" + options.address();
    }
}
