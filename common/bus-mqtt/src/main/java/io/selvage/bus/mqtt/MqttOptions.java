package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.Required;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;

/**
 * How to speak to an MQTT broker.
 *
 * @param address {@code tcp://HOST:PORT}
 * @param clientId the subscribing connection's id, stable over restarts; the publishing one adds {@code -out}
 * @param username empty for none
 * @param qos of what is published and of subscriptions; 2 is sent as such and is at least once like 1 over restarts
 * @param retained whether all that is published stays on the broker for later subscribers
 * @param cleanSession whether the broker forgets, with the connection, the subscriptions and what waits for them
 * @param cleanStart whether the first connection forgets what waited for an earlier process; later ones keep it
 * @param window how many published messages may be unacknowledged, and how many received ones unfinished for each
 *     subscription
 */
public record MqttOptions(
        String address,
        String clientId,
        String username,
        String password,
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
        return new MqttOptions(
                address(settings),
                settings.clientId(),
                settings.setting("Username", ""),
                settings.setting("Password", ""),
                number(settings, "Qos", 1),
                flag(settings, "Retained"),
                flag(settings, "CleanSession"),
                flag(settings, "CleanStart"),
                Duration.ofSeconds(number(settings, "KeepAlive", 10)),
                Duration.ofSeconds(Math.max(1, number(settings, "ConnectTimeout", 5))),
                number(settings, "MaxInflight", WINDOW),
                EnvelopeCodec.of(environment));
    }

    private static String address(BusSettings settings) {
        var protocol = settings.protocol().toLowerCase(Locale.ROOT);
        if (!protocol.equals("tcp") && !protocol.equals("mqtt")) {
            throw Required.invalid("MessageBus.Protocol must be tcp or mqtt, not '" + settings.protocol() + "'");
        }
        return "tcp://" + settings.host() + ":" + settings.port();
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

    /** Names no password. */
    @Override
    public String toString() {
        return clientId + "@" + address;
    }
}
