package io.selvage.bus.mqtt;

import io.selvage.mqtt.Intake;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import io.selvage.mqtt.MqttLogin;
import java.time.Duration;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;

/** Connects to the broker of the bus. */
final class Dialer implements MqttConnection.Dialer {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(1);

    private final MqttOptions options;
    private final String clientId;
    private final boolean receiving;
    private final Intake intake;
    private boolean forgetting;

    private Dialer(MqttOptions options, String clientId, boolean receiving, Intake intake) {
        this.options = options;
        this.clientId = clientId;
        this.receiving = receiving;
        this.intake = intake;
        this.forgetting = receiving && options.cleanStart();
    }

    /** Dials for subscriptions, with a kept session and acknowledgements by hand. */
    static Dialer receiving(MqttOptions options, Intake intake) {
        return new Dialer(options, options.clientId(), true, intake);
    }

    /** Dials for all else, with neither. */
    static Dialer sending(MqttOptions options) {
        return new Dialer(options, options.clientId() + "-out", false, Intake.UNBOUNDED);
    }

    /** The connection that it makes for its owner, not begun yet. */
    MqttConnection connection(MqttConnection.Owner owner) {
        return new MqttConnection(clientId + "@" + options.address(), LONGEST_PAUSE, this, owner);
    }

    @Override
    public MqttAsyncClient client() throws MqttException {
        return MqttClients.client(options.address(), clientId, receiving, intake);
    }

    @Override
    public void connect(MqttAsyncClient client, MqttCallback callback) throws MqttException {
        if (forgetting) {
            connect(client, true);
            client.disconnect(0).waitForCompletion(MqttClients.GOODBYE.toMillis());
            forgetting = false;
        }
        client.setCallback(callback);
        connect(client, !receiving || options.cleanSession());
    }

    private void connect(MqttAsyncClient client, boolean clean) throws MqttException {
        var session = new MqttClients.Session(clean, options.keepAlive(), options.connectTimeout());
        var shown = options.login().get();
        var login = new MqttLogin(shown.username(), shown.password(), shown.tls());
        MqttClients.connect(client, options.address(), login, session);
    }
}
