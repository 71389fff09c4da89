package io.selvage.bus;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The configuration of a bus.
 *
 * @param type {@code MessageBus.Type}, such as {@code mqtt}
 * @param protocol {@code tcp}, {@code mqtt}, {@code ssl} ...
 * @param clientId who connects: the service key, unless {@code Optional.ClientId} says otherwise
 * @param optional {@code MessageBus.Optional}: settings of the transport
 * @param codec how envelopes are written; null for what EdgeX's environment variables say
 * @param login asked at each connection for what is shown to the broker, which waits while this fails; null for {@code
 *     Optional.Username} and {@code Optional.Password}
 */
public record BusSettings(
        String type,
        String protocol,
        String host,
        int port,
        String clientId,
        Map<String, String> optional,
        @Nullable EnvelopeCodec codec,
        @Nullable Supplier<BusLogin> login) {

    public BusSettings {
        Required.text(host, "MessageBus.Host");
        Required.text(clientId, "MessageBus.Optional.ClientId");
        if (port < 1 || port > 65_535) {
            throw Required.invalid("MessageBus.Port must be between 1 and 65535, not " + port);
        }
        optional = Immutable.map(optional);
    }

    /** What is shown to the broker, to be asked for at each connection. */
    public Supplier<BusLogin> shown() {
        return login == null ? () -> BusLogin.of(optional, null) : login;
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
