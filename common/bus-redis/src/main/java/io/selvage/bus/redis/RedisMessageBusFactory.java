package io.selvage.bus.redis;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;

/** Makes the buses of {@code MessageBus.Type: redis}. */
public final class RedisMessageBusFactory implements MessageBusFactory {

    @Override
    public boolean supports(String type) {
        return "redis".equalsIgnoreCase(type);
    }

    @Override
    public MessageBus create(BusSettings settings) {
        return RedisMessageBus.connect(RedisOptions.of(settings));
    }
}
