package io.selvage.bus.mqtt;

import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.Required;
import io.selvage.mqtt.MqttAddress;
import java.time.Duration;
import java.util.Map;
import java.util.function.Supplier;

/**
 * How to speak to an MQTT broker.
 *
 * @param login asked for at each connection
 * @param clientId the subscribing connection's id, stable over restarts; the publishing one adds {@code -out}
 * @param qos of what is published and, up to 1, of subscriptions
 * @param retained whether all that is published stays on the broker for later subscribers
 * @param cleanSession whether the broker forgets, with the connection, the subscriptions and what waits for them
 * @param cleanStart whether the first connection forgets what waited for an earlier process; later ones keep it
 * @param window how many published messages may be unacknowledged, and how many received ones unfinished for each
 *     subscription
 */
public record MqttOptions(
        MqttAddress address,
        Supplier<BusLogin> login,
        String clientId,
        int qos,
        boolean retained,
        boolean cleanSession,
        boolean cleanStart,
        Duration keepAlive,
        Duration connectTimeout,
        int window,
        EnvelopeCodec codec) {

    /** Messages in flight, unless configured otherwise. */
    public static final int WINDOW = 1024;

    public MqttOptions {
        Required.text(clientId, "MessageBus.Optional.ClientId");
        within(qos, 0, 2, "Qos");
        within(window, 1, 32_767, "MaxInflight");
    }

    /**
     * The options in EdgeX's keys of {@code MessageBus.Optional}, and two more: {@code MaxInflight} for the window, and
     * {@code CleanStart}, which keeps a service from obeying late what it was asked while it was dead.
     *
     * @param environment {@code EDGEX_MSG_BASE64_PAYLOAD} and {@code EDGEX_MSG_CBOR_ENCODE} choose the wire form
     */
    public static MqttOptions of(BusSettings settings, Map<String, String> environment) {
        var codec = settings.codec();
        return new MqttOptions(
                MqttAddress.of("MessageBus.Protocol", settings.protocol(), settings.host(), settings.port()),
                settings.shown(),
                settings.clientId(),
                number(settings, "Qos", 1),
                flag(settings, "Retained"),
                flag(settings, "CleanSession"),
                flag(settings, "CleanStart"),
                Duration.ofSeconds(number(settings, "KeepAlive", 10)),
                Duration.ofSeconds(Math.max(1, number(settings, "ConnectTimeout", 5))),
                number(settings, "MaxInflight", WINDOW),
                codec == null ? EnvelopeCodec.of(environment) : codec);
    }

    private static boolean flag(BusSettings settings, String key) {
        return Boolean.parseBoolean(settings.setting(key, "false"));
    }

    private static int number(BusSettings settings, String key, int otherwise) {
        var text = settings.setting(key, Integer.toString(otherwise));
        try {
            return within(Integer.parseInt(text), 0, 65_535, key);
        } catch (NumberFormatException e) {
            throw Required.invalid("MessageBus.Optional." + key + " must be a number, not '" + text + "'");
        }
    }

    private static int within(int value, int least, int most, String key) {
        if (value < least || value > most) {
            throw Required.invalid(
                    "MessageBus.Optional." + key + " must be between " + least + " and " + most + ", not " + value);
        }
        return value;
    }

    /**
     * The QoS of subscriptions. At QoS 2 the broker would pass a message on when it is there, before it is finished: one that
     * is not finished when the connection or the process ends would be lost.
     */
    int subscriptionQos() {
        return Math.min(qos, 1);
    }

    /** Names no password. */
    @Override
    public String toString() {
        return clientId + "@" + address;
    }
}
