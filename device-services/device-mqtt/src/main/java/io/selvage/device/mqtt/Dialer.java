package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.Credentials;
import io.selvage.device.sdk.DeviceTls;
import io.selvage.device.sdk.Secrets;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import io.selvage.mqtt.MqttLogin;
import java.time.Duration;
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
        var shown = Credentials.of(BrokerInfo.SECTION, info.authMode().strip(), info.credentialsName(), secrets::get);
        return new MqttLogin(
                shown.username(),
                shown.password(),
                info.address().isOverTls() ? DeviceTls.context(shown, info.skipCertVerify()) : null);
    }

    @Override
    public String toString() {
        return info.address().toString();
    }
}
