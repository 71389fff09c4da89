package io.selvage.service;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;
import java.util.ServiceLoader;

/** Finds the transport that {@code MessageBus.Type} names among those on the classpath. */
final class Buses {

    private Buses() {}

    static MessageBus connect(ServiceIdentity identity, MessageBusInfo info) {
        var settings = new BusSettings(
                info.type(),
                info.protocol(),
                info.host(),
                info.port(),
                info.optional().getOrDefault("ClientId", identity.key()),
                info.optional());
        for (var factory : ServiceLoader.load(MessageBusFactory.class)) {
            if (factory.supports(info.type())) {
                return factory.create(settings);
            }
        }
        throw new IllegalStateException(
                "MessageBus.Type '" + info.type() + "' is no transport on the classpath: mqtt is the default");
    }
}
