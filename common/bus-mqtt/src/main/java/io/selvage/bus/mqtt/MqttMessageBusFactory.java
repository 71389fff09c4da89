package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusFactory;

/** Makes the buses of {@code MessageBus.Type: mqtt}. */
public final class MqttMessageBusFactory implements MessageBusFactory {

    @Override
    public boolean supports(String type) {
        return "mqtt".equalsIgnoreCase(type);
    }

    @Override
    public MessageBus create(BusSettings settings) {
        return MqttMessageBus.connect(MqttOptions.of(settings, System.getenv()));
    }
}
