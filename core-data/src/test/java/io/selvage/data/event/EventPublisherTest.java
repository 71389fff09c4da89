package io.selvage.data.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.topic.Topics;
import io.selvage.data.archive.TestEvents;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

class EventPublisherTest {

    private final InMemoryMessageBus bus = new InMemoryMessageBus(1);
    private final Queue<Message> received = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Void> back = new CompletableFuture<>();

    private CompletionStage<?> takeWhenItIsBack(Message message) {
        received.add(message);
        return back;
    }

    @Test
    void aBusThatTakesNothingHoldsUpAPostOnlyOnce() {
        try (bus;
                var publisher = new EventPublisher(bus, Topics.standard());
                var _ = bus.subscribe(TopicFilter.of("#"), this::takeWhenItIsBack)) {
            var start = System.nanoTime();
            for (var number = 0; number < 2_000; number++) {
                publisher.publish("svc", AddEventRequest.of(TestEvents.level("d1", number, 7)), Envelope.JSON);
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));

            back.complete(null);
            await().atMost(5, SECONDS).until(() -> received.size() >= 256);
            publisher.publish("svc", AddEventRequest.of(TestEvents.level("d2", 1, 7)), Envelope.JSON);
            await().atMost(5, SECONDS)
                    .until(() -> received.stream()
                            .anyMatch(message -> message.topic().contains("d2")));
        }
    }
}
