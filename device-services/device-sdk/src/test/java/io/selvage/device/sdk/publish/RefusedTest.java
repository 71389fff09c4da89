package io.selvage.device.sdk.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.value.ValueType;
import io.selvage.service.telemetry.Metrics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Events that the bus takes in no case are set aside, and hold up no others. */
class RefusedTest {

    private static final int LARGE = 100_000;

    @TempDir
    Path temporary;

    private final Metrics metrics = new Metrics();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private final InMemoryMessageBus bus = new InMemoryMessageBus();

    @AfterEach
    void stop() {
        bus.close();
    }

    private EventPublisher publisher(long maxBytes, Duration after) {
        var spool = new SpoolLimits(temporary.resolve("spool"), maxBytes, after);
        var link = new BusLink(bus, Topics.standard(), "device-test");
        var publisher = new EventPublisher(link, new EventPublisher.Limits(1024, 0, spool), metrics);
        publisher.start();
        return publisher;
    }

    /** A bus that takes no large event. */
    private void subscribe() {
        bus.subscribe(TopicFilter.of("edgex/events/device/device-test/#"), message -> {
            var event = message.envelope().payloadAs(AddEventRequest.class).event();
            if (event.hasBinary()) {
                throw new EdgeException(ErrorKind.LIMIT_EXCEEDED, "larger than the broker takes");
            }
            taken.add(event.sourceName());
            return CompletableFuture.completedFuture(null);
        });
    }

    private static Event small(String source) {
        return event(source, ValueType.INT32, new ReadingValue.Simple("1"));
    }

    private static Event photo(String source) {
        return event(source, ValueType.BINARY, new ReadingValue.Binary(new byte[LARGE], "image/png"));
    }

    private static Event event(String source, ValueType type, ReadingValue value) {
        var reading = Reading.of(1, "gate", source, type, value);
        return Event.of(UUID.randomUUID().toString(), "gate", "Camera", source, List.of(reading));
    }

    private List<Path> setAside() throws IOException {
        var directory = temporary.resolve("spool").resolve("refused");
        if (!Files.exists(directory)) {
            return List.of();
        }
        try (var files = Files.list(directory)) {
            return files.sorted().toList();
        }
    }

    @Test
    void anEventThatIsTooLargeIsSetAsideWithItsTopic() throws Exception {
        var publisher = publisher(64 << 20, Duration.ofMillis(50));
        var photo = photo("photo");
        publisher.publish(small("before"), "").get(10, TimeUnit.SECONDS); // on disk, since nobody is there
        publisher.publish(photo, "").get(10, TimeUnit.SECONDS);
        publisher.publish(small("after"), "").get(10, TimeUnit.SECONDS);

        subscribe();

        await().untilAsserted(() -> assertThat(taken).containsExactly("before", "after"));
        await().until(() -> publisher.spool().events() == 0);
        publisher.stop();
        assertThat(setAside()).hasSize(1);
        var kept = EnvelopeCodec.V4.decode(Files.readAllBytes(setAside().getFirst()));
        assertThat(kept.receivedTopic()).isEqualTo("edgex/events/device/device-test/Camera/gate/photo");
        assertThat(kept.payloadAs(AddEventRequest.class).event())
                .usingRecursiveComparison()
                .isEqualTo(photo);
        assertThat(metrics.counter("EventsRefused").count()).isEqualTo(1);
    }

    @Test
    void theOldestGoWhereTheyAreTooLargeTogether() throws Exception {
        subscribe();
        var publisher = publisher(8 * 3 * 2 * LARGE, Duration.ofMinutes(1));
        for (var i = 0; i < 10; i++) {
            assertThat(publisher.publish(photo("photo" + i), ""))
                    .failsWithin(10, TimeUnit.SECONDS)
                    .withThrowableThat()
                    .withMessageContaining("larger than the broker takes");
        }
        publisher.stop();

        assertThat(setAside()).hasSize(4);
        assertThat(Files.readString(setAside().getLast())).contains("photo9");
    }
}
