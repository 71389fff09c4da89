package io.selvage.bus.mqtt;

import io.selvage.bus.BusSettings;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import io.selvage.containers.PartInContainer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** The contract over Mosquitto in a container. */
@TestInstance(Lifecycle.PER_CLASS)
class MqttContainerTest extends MessageBusContract {

    private static final int WINDOW = 50;
    private static final int PORT = 1883;

    private static final String CONFIGURATION = """
            listener 1883 0.0.0.0
            allow_anonymous true
            max_queued_messages 0
            max_inflight_messages 100
            set_tcp_nodelay true
            """;

    private PartInContainer broker;
    private int participants;

    @BeforeAll
    void startBroker() {
        broker = PartInContainer.start(
                "eclipse-mosquitto:2",
                PORT,
                List.of("CONFIGURATION=" + CONFIGURATION),
                "sh",
                "-c",
                "echo \"$CONFIGURATION\" >/tmp/mosquitto.conf && exec mosquitto -c /tmp/mosquitto.conf");
    }

    @AfterAll
    void stopBroker() {
        if (broker != null) { // skipped where there is none
            broker.close();
        }
    }

    @Override
    protected MessageBus join(String clientId) {
        participants++;
        var settings = new BusSettings(
                "mqtt",
                "tcp",
                broker.host(),
                broker.port(),
                clientId + participants,
                Map.of("MaxInflight", "" + WINDOW),
                null,
                null);
        return MqttMessageBus.connect(MqttOptions.of(settings, Map.of()));
    }

    @Override
    protected int window() {
        return WINDOW;
    }
}
