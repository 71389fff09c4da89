package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.Secrets;
import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes, connects and ends Paho's clients. The secret is read for each connection: it may come late, and change. */
final class Dialer {

    /** How long a client may take to say goodbye. */
    static final Duration GOODBYE = Duration.ofSeconds(1);

    private static final Logger LOG = LoggerFactory.getLogger(Dialer.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REFUSED = 0x80;
    private static final int MOST_SENT_AT_ONCE = 1000;

    private final BrokerInfo info;
    private final Secrets secrets;

    Dialer(BrokerInfo info, Secrets secrets) {
        this.info = info;
        this.secrets = secrets;
    }

    MqttAsyncClient client() throws MqttException {
        var client = new MqttAsyncClient(info.address(), info.clientId(), new MemoryPersistence());
        client.setManualAcks(true);
        return client;
    }

    /** Connects and makes both subscriptions. */
    void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException {
        client.setCallback(callback);
        client.connect(options()).waitForCompletion(PATIENCE.plusSeconds(1).toMillis());
        var topics = new String[] {info.incomingTopic(), info.responseTopic()};
        var granted = client.subscribe(topics, new int[] {info.qos(), info.qos()});
        granted.waitForCompletion(PATIENCE.toMillis());
        var levels = granted.getGrantedQos();
        for (var i = 0; i < levels.length; i++) {
            if (levels[i] == REFUSED) {
                throw new EdgeException(ErrorKind.FORBIDDEN, "the broker refuses the subscription to " + topics[i]);
            }
        }
    }

    private MqttConnectOptions options() {
        var connect = new MqttConnectOptions();
        connect.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        connect.setCleanSession(info.qos() == 0);
        connect.setKeepAliveInterval(info.keepAlive());
        connect.setConnectionTimeout((int) PATIENCE.toSeconds());
        connect.setMaxInflight(MOST_SENT_AT_ONCE);
        if (info.address().startsWith("tcp:")) {
            connect.setSocketFactory(new PromptSockets());
        }
        if (info.hasPassword()) {
            var secret = secrets.get(info.credentialsName());
            connect.setUserName(secret.getOrDefault("username", ""));
            connect.setPassword(secret.getOrDefault("password", "").toCharArray());
        }
        return connect;
    }

    /** Ends the client, whatever its state. */
    void hangUp(MqttAsyncClient client) {
        try {
            if (client.isConnected()) {
                client.disconnect(0).waitForCompletion(GOODBYE.toMillis());
            } else {
                client.disconnectForcibly(0, GOODBYE.toMillis(), false);
            }
        } catch (MqttException e) {
            LOG.debug("{} was not told goodbye: {}", this, reason(e));
        }
    }

    /** What a failure of Paho's says, with the cause that it hides. */
    static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure.getMessage()) : failure.getMessage() + ": " + cause;
    }

    @Override
    public String toString() {
        return info.address();
    }
}
