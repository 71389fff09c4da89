package io.selvage.bus.redis;

import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Supplier;

/**
 * How to speak to Redis.
 *
 * @param overTls whether the connections are encrypted
 * @param login asked for at each connection; without a user, the password is that of Redis's default user
 * @param clientId the name under which Redis lists the connections
 * @param keepAlive after how much silence the system asks whether Redis is still there
 * @param window how many published messages Redis may not have answered yet, and how many received ones may be unfinished
 *     for each subscription
 */
public record RedisOptions(
        String host,
        int port,
        boolean overTls,
        Supplier<BusLogin> login,
        String clientId,
        Duration keepAlive,
        Duration connectTimeout,
        int window,
        EnvelopeCodec codec) {

    /** Messages under way, unless configured otherwise. */
    public static final int WINDOW = 1024;

    /**
     * The options in the keys of {@code MessageBus.Optional}; envelopes are written as 3.x does unless the settings say
     * otherwise.
     *
     * @throws EdgeException CONTRACT_INVALID where one makes no sense
     */
    public static RedisOptions of(BusSettings settings) {
        var codec = settings.codec();
        return new RedisOptions(
                settings.host(),
                settings.port(),
                isOverTls(settings),
                settings.shown(),
                settings.clientId(),
                Duration.ofSeconds(number(settings, "KeepAlive", 10, 1)),
                Duration.ofSeconds(number(settings, "ConnectTimeout", 5, 1)),
                number(settings, "MaxInflight", WINDOW, 1),
                codec == null ? EnvelopeCodec.V3 : codec);
    }

    private static boolean isOverTls(BusSettings settings) {
        return switch (settings.protocol().toLowerCase(Locale.ROOT)) {
            case "redis", "tcp" -> false;
            case "rediss", "ssl", "tls", "tcps" -> true;
            default ->
                throw Required.invalid(
                        "MessageBus.Protocol of Redis must be redis or tcp, or over TLS rediss, ssl, tls or"
                                + " tcps, not '" + settings.protocol() + "'");
        };
    }

    private static int number(BusSettings settings, String key, int otherwise, int least) {
        var text = settings.setting(key, Integer.toString(otherwise));
        try {
            var value = Integer.parseInt(text);
            if (value >= least && value <= 65_535) {
                return value;
            }
        } catch (NumberFormatException e) {
            throw Required.invalid("MessageBus.Optional." + key + " must be a number, not '" + text + "'");
        }
        throw Required.invalid("MessageBus.Optional." + key + " must be between " + least + " and 65535, not " + text);
    }

    /** Names no password. */
    @Override
    public String toString() {
        return clientId + "@" + (overTls ? "rediss" : "redis") + "://" + host + ":" + port;
    }
}
