package io.selvage.system.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.service.EdgeServices;
import io.selvage.system.live.pump.PumpApplication;
import io.selvage.system.live.pump.PumpApplication.Speed;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.support.GenericApplicationContext;

/** A change of the configuration after a service has read it and before it hears of changes. */
class EarlyChangeTest {

    private static final String SPEED = "edgex/v4/test-pump/Writable/Speed";

    /** A bus on which something happens before anybody listens to changes of the speed. */
    private record Delaying(MessageBus bus, Runnable before) implements MessageBus {

        @Override
        public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
            return bus.send(topic, envelope);
        }

        @Override
        public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
            if (filter.matches("edgex/configs/" + SPEED)) {
                before.run();
            }
            return bus.subscribe(filter, handler);
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    @Test
    void itCounts(@TempDir Path directory) {
        try (var bus = new InMemoryMessageBus();
                var keeper = new RunningKeeper(bus, 0, directory.resolve("keeper.db"));
                var parent = new GenericApplicationContext()) {
            var delaying = new Delaying(bus, () -> keeper.put("/kvs/key/" + SPEED, "{\"value\":\"7\"}"));
            parent.registerBean(MessageBus.class, () -> delaying);
            parent.refresh();
            try (var pump = EdgeServices.builder(PumpApplication.class)
                    .parent(parent)
                    .run("--configProvider=keeper.http://localhost:" + keeper.port())) {
                var newest = pump.getBean(Speed.class).newest();
                await().untilAsserted(() -> assertThat(newest.get().speed()).isEqualTo(7));
            }
        }
    }
}
