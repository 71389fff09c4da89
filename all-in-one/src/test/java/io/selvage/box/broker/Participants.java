package io.selvage.box.broker;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;
import java.util.Map;
import java.util.ServiceLoader;

/** Services outside the box, with the bus that they have. */
final class Participants {

    static final int WINDOW = 200;

    private Participants() {}

    /** One of that client id, over the broker on that port. */
    static MessageBus join(int port, String clientId) {
        var settings = new BusSettings(
                "mqtt", "tcp", "127.0.0.1", port, clientId, Map.of("MaxInflight", "" + WINDOW), null, null);
        return ServiceLoader.load(MessageBusFactory.class).stream()
                .map(ServiceLoader.Provider::get)
                .filter(factory -> factory.supports(settings.type()))
                .findFirst()
                .orElseThrow()
                .create(settings);
    }
}
