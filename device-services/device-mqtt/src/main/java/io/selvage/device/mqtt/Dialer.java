package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.AuthMode;
import io.selvage.device.sdk.DeviceTls;
import io.selvage.device.sdk.Secrets;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import io.selvage.mqtt.MqttLogin;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Connects to the devices' broker. The secret is read for each connection: it may come late, and change. */
final class Dialer implements MqttConnection.Dialer {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int REFUSED = 0x80;

    private final BrokerInfo info;
    private final Secrets secrets;

    Dialer(BrokerInfo info, Secrets secrets) {
        this.info = info;
        this.secrets = secrets;
    }

    @Override
    public MqttAsyncClient client() throws MqttException {
        return MqttClients.client(info.address(), info.clientId(), true);
    }

    @Override
    public void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException {
        client.setCallback(callback);
        var session = new MqttClients.Session(info.qos() == 0, Duration.ofSeconds(info.keepAlive()), PATIENCE);
        MqttClients.connect(client, info.address(), login(), session);
    }

    /** Makes both subscriptions. */
    void subscribe(MqttAsyncClient client) throws MqttException {
        var topics = new String[] {info.incomingTopic(), info.responseTopic()};
        var qos = Math.min(info.qos(), 1); // at 2 what is not on disk when the connection breaks would be lost
        var granted = client.subscribe(topics, new int[] {qos, qos});
        granted.waitForCompletion(PATIENCE.toMillis());
        var levels = granted.getGrantedQos();
        for (var i = 0; i < levels.length; i++) {
            if (levels[i] == REFUSED) {
                throw new EdgeException(ErrorKind.FORBIDDEN, "the broker refuses the subscription to " + topics[i]);
            }
        }
    }

    private MqttLogin login() {
        var secret = new HashMap<String, String>();
        if (info.mode() != AuthMode.NONE) {
            secret.putAll(secrets.get(info.credentialsName()));
        }
        switch (info.mode()) {
            case NONE, USERNAMEPASSWORD -> {
                // both names may be blank
            }
            case CLIENTCERT -> require(secret, "clientcert", "clientkey");
            case CACERT -> require(secret, "cacert");
        }
        var byPassword = info.mode() == AuthMode.USERNAMEPASSWORD;
        return new MqttLogin(
                byPassword ? secret.getOrDefault("username", "") : "",
                byPassword ? secret.getOrDefault("password", "") : "",
                info.address().isOverTls() ? DeviceTls.context(secret, info.skipCertVerify()) : null);
    }

    private void require(Map<String, String> secret, String... keys) {
        for (var key : keys) {
            if (secret.getOrDefault(key, "").isBlank()) {
                throw new EdgeException(
                        ErrorKind.CONTRACT_INVALID,
                        BrokerInfo.SECTION + ".AuthMode " + info.authMode() + " needs '" + key + "' in the secret '"
                                + info.credentialsName() + "'");
            }
        }
    }

    @Override
    public String toString() {
        return info.address().toString();
    }
}
