package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import java.util.ServiceLoader;

/**
 * Where the broker is and how to speak to it: EdgeX's configuration section {@code MessageBus}.
 *
 * @param type {@code mqtt}, or the name of another transport
 * @param protocol the scheme of the broker's address: {@code tcp}, {@code mqtt}, {@code ssl} ...
 * @param clientId the service key; {@code Optional.ClientId} goes before it
 * @param codec how envelopes look on the wire
 * @param optional {@code MessageBus.Optional} with EdgeX's keys, such as {@code Qos} and {@code KeepAlive}
 */
public record BusSettings(
        String type,
        String protocol,
        String host,
        int port,
        String clientId,
        EnvelopeCodec codec,
        Map<String, String> optional) {

    public BusSettings {
        Required.text(type, "MessageBus.Type");
        Required.text(host, "MessageBus.Host");
        Required.text(clientId, "MessageBus.Optional.ClientId");
        if (port < 1 || port > 65_535) {
            throw Required.invalid("MessageBus.Port must be between 1 and 65535, not " + port);
        }
        optional = Immutable.map(optional);
    }

    /** The bus that the first factory on the classpath for this type makes. */
    public MessageBus open() {
        for (var factory : ServiceLoader.load(MessageBusFactory.class)) {
            if (factory.supports(type)) {
                return factory.create(this);
            }
        }
        throw new EdgeException(
                ErrorKind.CONTRACT_INVALID, "MessageBus.Type '" + type + "' is no transport that is installed here");
    }

    /** The value of a key of {@code MessageBus.Optional}; the default where it is absent or blank. */
    public String option(String key, String otherwise) {
        var value = optional.getOrDefault(key, "");
        return value.isBlank() ? otherwise : value.strip();
    }

    /** The address of the broker, such as {@code tcp://localhost:1883}. */
    public String address() {
        return protocol + "://" + host + ":" + port;
    }

    /** Names no password. */
    @Override
    public String toString() {
        return "BusSettings[" + type + " " + address() + " as " + clientId + "]";
    }
}
