package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.Required;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * How to speak to an MQTT broker.
 *
 * @param address {@code tcp://HOST:PORT}, or {@code ssl://HOST:PORT} for TLS
 * @param tls keys and trust for TLS; null for those of the JVM
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
        @Nullable SSLContext tls,
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
        var codec = settings.codec();
        return new MqttOptions(
                address(settings),
                settings.tls(),
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
                codec == null ? EnvelopeCodec.of(environment) : codec);
    }

    private static String address(BusSettings settings) {
        var scheme = switch (settings.protocol().toLowerCase(Locale.ROOT)) {
            case "tcp", "mqtt" -> "tcp";
            case "ssl", "tls", "tcps", "mqtts" -> "ssl";
            default ->
                throw Required.invalid("the protocol of an MQTT broker must be tcp or mqtt, or over TLS ssl,"
                        + " tls, tcps or mqtts, not '" + settings.protocol() + "'");
        };
        return scheme + "://" + settings.host() + ":" + settings.port();
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

    /** Whether the connection is encrypted. */
    boolean isOverTls() {
        return address.startsWith("ssl:");
    }

    /** Names no password. */
    @Override
    public String toString() {
        return clientId + "@" + address;
    }
}
