package io.selvage.device.sdk.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
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
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Events reach the bus in order and are not lost while it is away. */
class EventPublisherTest {

    private static final Duration AT_ONCE = Duration.ofMillis(50);

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final Queue<String> taken = new ConcurrentLinkedQueue<>();
    private volatile Function<String, CompletableFuture<@Nullable Void>> answer =
            _ -> CompletableFuture.completedFuture(null);
    private final EventPublisher publisher = publisher(4, 0);

    private EventPublisher publisher(int capacity, long maxKb) {
        var limits = new EventPublisher.Limits(capacity, maxKb, SpoolLimits.none());
        var publisher = new EventPublisher(new BusLink(bus, Topics.standard(), "device-test"), limits, new Metrics());
        publisher.start();
        return publisher;
    }

    @AfterEach
    void stop() {
        publisher.stop();
        bus.close();
    }

    private void subscribe() {
        bus.subscribe(TopicFilter.of("edgex/events/device/device-test/#"), message -> {
            var source =
                    message.envelope().payloadAs(AddEventRequest.class).event().sourceName();
            var done = answer.apply(source);
            return done.thenRun(() -> taken.add(source));
        });
    }

    private static Event event(String source) {
        return event(source, ValueType.INT8, new ReadingValue.Simple("1"));
    }

    private static Event event(String source, ValueType type, ReadingValue value) {
        var reading = Reading.of(1, "pump", "speed", type, value);
        return Event.of(UUID.randomUUID().toString(), "pump", "Pump", source, List.of(reading));
    }

    private static CompletableFuture<@Nullable Void> failed(ErrorKind kind) {
        return CompletableFuture.failedFuture(new EdgeException(kind, "away"));
    }

    @Test
    void eventsArriveInOrder() throws Exception {
        subscribe();
        for (var i = 0; i < 20; i++) {
            var _ = publisher.publish(event("s" + i), "");
        }

        await().until(() -> taken.size() == 20);
        assertThat(taken).startsWith("s0", "s1", "s2").endsWith("s18", "s19");
    }

    @Test
    void whatFailsIsSentAgainInOrder() throws Exception {
        var attempts = new AtomicInteger();
        answer = _ -> {
            attempts.incrementAndGet();
            return failed(ErrorKind.COMMUNICATION_ERROR);
        };
        subscribe();
        var _ = publisher.publish(event("a"), "");
        var _ = publisher.publish(event("b"), "");
        var _ = publisher.publish(event("c"), "");
        await().until(() -> attempts.get() > 2);

        answer = _ -> CompletableFuture.completedFuture(null);

        await().until(() -> taken.size() == 3);
        assertThat(taken).containsExactly("a", "b", "c");
    }

    @Test
    void whatIsRefusedForGoodHoldsUpNothing() throws Exception {
        answer = source ->
                source.equals("bad") ? failed(ErrorKind.CONTRACT_INVALID) : CompletableFuture.completedFuture(null);
        subscribe();
        var _ = publisher.publish(event("bad"), "");
        var _ = publisher.publish(event("good"), "");

        await().untilAsserted(() -> assertThat(taken).containsExactly("good"));
    }

    @Test
    void anEventOnWhichTheBusFaltersEndsNothing() throws Exception {
        subscribe();
        var faltering = new EventPublisher(
                new BusLink(new Faltering(), Topics.standard(), "device-test"),
                new EventPublisher.Limits(4, 0, SpoolLimits.none()),
                new Metrics());
        faltering.start();
        var _ = faltering.publish(event("bad"), "");
        var _ = faltering.publish(event("good"), "");

        await().untilAsserted(() -> assertThat(taken).containsExactly("good"));
        faltering.stop();
    }

    /** A bus with a fault of its own for one topic. */
    private final class Faltering implements MessageBus {

        @Override
        public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
            if (topic.endsWith("bad")) {
                throw new IllegalStateException("a fault");
            }
            return bus.send(topic, envelope);
        }

        @Override
        public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
            return bus.subscribe(filter, handler);
        }

        @Override
        public void close() {
            bus.close();
        }
    }

    @Test
    void aFullBufferHoldsUpWhoMakesMore() throws Exception {
        var acknowledged = new CompletableFuture<@Nullable Void>();
        answer = _ -> acknowledged;
        subscribe();
        for (var i = 0; i < 4; i++) {
            var _ = publisher.publish(event("s" + i), "", AT_ONCE);
        }
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> publisher.publish(event("late"), "", AT_ONCE))
                .withMessageContaining("the message bus is away");
        var waiting = Thread.ofVirtual().start(() -> publishPatiently("patient"));
        assertThat(waiting.join(AT_ONCE)).isFalse();

        acknowledged.complete(null);

        await().untilAsserted(() -> assertThat(taken).hasSize(5).contains("patient"));
    }

    private void publishPatiently(String source) {
        try {
            var _ = publisher.publish(event(source), "");
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void bytesTakeTheRoomOfSeveralEvents() {
        answer = _ -> new CompletableFuture<>();
        subscribe();
        var large = new ReadingValue.Binary(new byte[10 * 1024 * 1024], "image/png");
        var _ = publisher.publish(event("image", ValueType.BINARY, large), "", AT_ONCE);

        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> publisher.publish(event("next"), "", AT_ONCE));
    }

    @Test
    void anEventLargerThanAllowedIsDropped() throws Exception {
        subscribe();
        var small = publisher(4, 1);
        var _ = small.publish(event("large", ValueType.STRING, new ReadingValue.Simple("x".repeat(2000))), "");
        var _ = small.publish(event("small"), "");
        small.stop();

        assertThat(taken).containsExactly("small");
    }

    @Test
    void stoppingWaitsForWhatIsNotAcknowledged() throws Exception {
        var acknowledged = new CompletableFuture<@Nullable Void>();
        answer = _ -> acknowledged;
        subscribe();
        var _ = publisher.publish(event("last"), "");
        var stopping = Thread.ofVirtual().start(publisher::stop);
        assertThat(stopping.join(AT_ONCE)).isFalse();

        acknowledged.complete(null);

        assertThat(stopping.join(Duration.ofSeconds(5))).isTrue();
        assertThat(taken).containsExactly("last");
    }
}
