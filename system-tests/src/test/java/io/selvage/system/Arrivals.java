package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.json.EdgeJson;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/** The order in which the broker passes events on, also those of a time when this listener was not connected. */
final class Arrivals implements AutoCloseable {

    private final MqttClient client;
    private final Set<String> ids = new HashSet<>();
    private final Map<String, List<Long>> values = new HashMap<>();
    private int twice;

    private Arrivals(MqttClient client) {
        this.client = client;
    }

    static Arrivals on(Mosquitto broker) throws MqttException {
        var arrivals = new Arrivals(new MqttClient(broker.url(), "arrivals", new MemoryPersistence()));
        var options = new MqttConnectOptions();
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        options.setMaxReconnectDelay(500);
        arrivals.client.connect(options);
        arrivals.client.subscribe("edgex/events/device/device-counting/#", 1, arrivals::take);
        return arrivals;
    }

    private synchronized void take(String topic, MqttMessage message) {
        var event = EdgeJson.mapper().readTree(message.getPayload()).at("/payload/event");
        if (!ids.add(event.get("id").asString())) {
            twice++;
            return;
        }
        values.computeIfAbsent(event.get("deviceName").asString(), _ -> new ArrayList<>())
                .add(Long.valueOf(event.at("/readings/0/value").asString()));
    }

    /** Each device's values came in order, and hardly any twice: of a process that was killed, its last few. */
    synchronized void check() {
        assertThat(values).hasSize(10);
        values.forEach((device, all) -> assertThat(all).as(device).isSorted().doesNotHaveDuplicates());
        assertThat(twice).isLessThan(4 * 256);
    }

    @Override
    public void close() throws MqttException {
        client.disconnectForcibly(100, 100, false);
        client.close(true);
    }
}
