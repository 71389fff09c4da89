package io.selvage.bus.mqtt;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageBusContract;
import io.selvage.bus.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real broker, in the wire form of 4.x. */
@TestInstance(Lifecycle.PER_CLASS)
class MqttMessageBusTest extends MessageBusContract {

    private static final int WINDOW = 50;

    @TempDir
    private static Path directory;

    private Mosquitto broker;
    private int participants;

    @BeforeAll
    void startBroker() throws IOException {
        broker = Mosquitto.in(directory).start();
    }

    @AfterAll
    void stopBroker() throws InterruptedException {
        broker.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        participants++;
        return MqttMessageBus.connect(
                BrokerOptions.of(broker, clientId + participants, Map.of("MaxInflight", "" + WINDOW)));
    }

    @Override
    protected int window() {
        return WINDOW;
    }
}
