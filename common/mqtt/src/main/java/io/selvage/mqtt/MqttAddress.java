package io.selvage.mqtt;

import io.selvage.contracts.error.Required;
import java.util.Locale;

/**
 * Where a broker listens.
 *
 * @param scheme {@code tcp}, {@code ssl} for TLS, {@code ws} or {@code wss} for a web socket
 */
public record MqttAddress(String scheme, String host, int port) {

    /**
     * The address by the names that EdgeX has for schemes.
     *
     * @param key of the configuration, for the message
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where the scheme is none of MQTT
     */
    public static MqttAddress of(String key, String scheme, String host, int port) {
        var plain = switch (scheme.toLowerCase(Locale.ROOT)) {
            case "tcp", "mqtt" -> "tcp";
            case "ssl", "tls", "tcps", "mqtts" -> "ssl";
            case "ws" -> "ws";
            case "wss" -> "wss";
            default ->
                throw Required.invalid(key + " of an MQTT broker must be tcp or mqtt, or over TLS ssl, tls, tcps or"
                        + " mqtts, or over a web socket ws or wss, not '" + scheme + "'");
        };
        return new MqttAddress(plain, host, port);
    }

    /** Whether what is sent is encrypted. */
    public boolean isOverTls() {
        return scheme.equals("ssl") || scheme.equals("wss");
    }

    /** Whether packets go over a TCP connection as they are. */
    boolean isPlain() {
        return scheme.equals("tcp");
    }

    /** As Paho takes it, such as {@code tcp://localhost:1883}. */
    @Override
    public String toString() {
        var plain = host.indexOf(':') < 0 || host.startsWith("[") ? host : "[" + host + "]";
        return scheme + "://" + plain + ":" + port;
    }
}
