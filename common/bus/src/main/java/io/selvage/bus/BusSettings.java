package io.selvage.bus;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a bus.
 *
 * @param type {@code MessageBus.Type}, such as {@code mqtt}
 * @param protocol {@code tcp}, {@code mqtt}, {@code ssl} ...
 * @param clientId who connects: the service key, unless {@code Optional.ClientId} says otherwise
 * @param optional {@code MessageBus.Optional}: settings of the transport
 * @param codec how envelopes are written; null for what EdgeX's environment variables say
 * @param tls keys and trust for a protocol over TLS; null for those of the JVM
 */
public record BusSettings(
        String type,
        String protocol,
        String host,
        int port,
        String clientId,
        Map<String, String> optional,
        @Nullable EnvelopeCodec codec,
        @Nullable SSLContext tls) {

    public BusSettings {
        Required.text(host, "MessageBus.Host");
        Required.text(clientId, "MessageBus.Optional.ClientId");
        if (port < 1 || port > 65_535) {
            throw Required.invalid("MessageBus.Port must be between 1 and 65535, not " + port);
        }
        optional = Immutable.map(optional);
    }

    /** A setting by its name in any letter case; the default where it is absent or blank. */
    public String setting(String name, String otherwise) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(optional);
        var value = byName.getOrDefault(name, "").strip();
        return value.isEmpty() ? otherwise : value;
    }

    /** All but what may be secret. */
    @Override
    public String toString() {
        return clientId + "@" + protocol + "://" + host + ":" + port;
    }
}
