package io.selvage.service;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;
import io.selvage.contracts.value.AuthMode;
import io.selvage.service.secret.SecretStore;
import java.util.ServiceLoader;
import org.jspecify.annotations.Nullable;

/** Finds the transport that {@code MessageBus.Type} names among those on the classpath. */
public final class Buses {

    private Buses() {}

    static MessageBus connect(String clientId, MessageBusInfo info, SecretStore secrets) {
        AuthMode.of("MessageBus.AuthMode", info.authMode()); // fails at once with what no secret can mend
        return connect(new BusSettings(
                info.type(),
                info.protocol(),
                info.host(),
                info.port(),
                clientId,
                info.optional(),
                null,
                () -> BusCredentials.of(info, secrets).login()));
    }

    /** Under which the service itself is connected. */
    static String clientId(ServiceIdentity identity, MessageBusInfo info) {
        return clientId(identity.key(), info.optional().get("ClientId"));
    }

    /**
     * A bus that is connected or goes on trying.
     *
     * @throws IllegalStateException where no transport of the type is on the classpath
     */
    public static MessageBus connect(BusSettings settings) {
        for (var factory : ServiceLoader.load(MessageBusFactory.class)) {
            if (factory.supports(settings.type())) {
                return factory.create(settings);
            }
        }
        throw new IllegalStateException(
                "MessageBus.Type '" + settings.type() + "' is no transport on the classpath: mqtt and redis are known");
    }

    /** Instances of one service must not share a client id, which their common file names after the service. */
    private static String clientId(String key, @Nullable String configured) {
        return configured == null || key.startsWith(configured + "_") ? key : configured;
    }
}
