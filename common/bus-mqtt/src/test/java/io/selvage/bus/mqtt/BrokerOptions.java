package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.Mosquitto;
import java.util.Map;

/** How tests speak to a broker. */
final class BrokerOptions {

    private BrokerOptions() {}

    /** Options with keys of {@code MessageBus.Optional}. */
    static MqttOptions of(Mosquitto broker, String clientId, Map<String, String> optional) {
        return of(broker, clientId, optional, Map.of());
    }

    /** The same in a process with other environment variables. */
    static MqttOptions of(
            Mosquitto broker, String clientId, Map<String, String> optional, Map<String, String> environment) {
        return of(broker.port(), clientId, optional, environment);
    }

    /** The same where the broker is reached by another port of this machine. */
    static MqttOptions of(int port, String clientId, Map<String, String> optional, Map<String, String> environment) {
        return MqttOptions.of(
                new BusSettings("mqtt", "tcp", "127.0.0.1", port, clientId, optional, null, null), environment);
    }
}
