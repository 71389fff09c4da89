package io.selvage.bus.mqtt;

import static java.util.Objects.requireNonNull;

import io.selvage.bus.BusFixture;
import io.selvage.bus.MessageBus;
import io.selvage.bus.Mosquitto;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The participants of one bus over a Mosquitto of the test's own. */
abstract class MosquittoFixture extends BusFixture {

    @TempDir
    Path directory;

    @Nullable
    Mosquitto broker;

    /** The broker of the test, not started yet. */
    abstract Mosquitto configured() throws IOException;

    /** The same while it runs. */
    final Mosquitto broker() {
        return requireNonNull(broker);
    }

    @BeforeEach
    final void start() throws IOException {
        broker = configured().start();
    }

    /** Participants before their broker; without one where the test was skipped. */
    @AfterEach
    final void stop() throws InterruptedException {
        closeAll();
        if (broker != null) {
            broker.stop();
        }
    }

    @Override
    protected final MessageBus join(String clientId) {
        return MqttMessageBus.connect(BrokerOptions.of(broker(), clientId, Map.of()));
    }
}
