package io.selvage.data.event;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.SharedEventApi;
import io.selvage.data.event.Members.Member;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DispatcherTest {

    private static final int SOURCES = 40;
    private static final Duration TEN_SECONDS = Duration.ofSeconds(10);
    private static final Member SELF = new Member("http://self", 1);
    private static final Member OTHER = new Member("http://other", 1);

    private final List<String> here = Collections.synchronizedList(new ArrayList<>());
    private final List<String> there = Collections.synchronizedList(new ArrayList<>());
    private final MessageHandler own = MessageHandler.of(
            message -> here.add(message.topic() + " " + message.envelope().correlationId()));
    private volatile CountDownLatch held = new CountDownLatch(0);
    private volatile boolean failing;
    private final SharedEventApi other = events -> {
        awaitHeld();
        events.entries().forEach(entry -> {
            var envelope = EnvelopeCodec.V4.decode(Base64.getDecoder().decode(entry.message()));
            there.add(entry.topic() + " " + envelope.correlationId());
            if (failing) { // has stored it, and dies before it can say so
                throw new EdgeException(ErrorKind.COMMUNICATION_ERROR, "gone");
            }
        });
        return BaseResponse.of(null, 200);
    };
    private final Dispatcher dispatcher = new Dispatcher(SELF, own, _ -> other);

    private void awaitHeld() {
        try {
            assertThat(held.await(10, SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Message message(int source, int number) {
        var bytes = EnvelopeCodec.V4.encode(Envelope.of(String.valueOf(number), "x", Envelope.JSON));
        return new Message("edgex/events/device/s/p/d/" + source, EnvelopeCodec.V4.decode(bytes));
    }

    /** So many messages of each source; completes when all are stored. */
    private CompletableFuture<?> send(int from, int to) {
        return CompletableFuture.allOf(IntStream.range(from, to)
                .boxed()
                .flatMap(number -> IntStream.range(0, SOURCES)
                        .mapToObj(source ->
                                dispatcher.handle(message(source, number)).toCompletableFuture()))
                .toArray(CompletableFuture<?>[]::new));
    }

    private static List<String> of(List<String> stored, int source) {
        return List.copyOf(stored).stream()
                .filter(each -> each.startsWith("edgex/events/device/s/p/d/" + source + " "))
                .map(each -> each.substring(each.indexOf(' ') + 1))
                .toList();
    }

    private static List<String> numbers(int from, int to) {
        return IntStream.range(from, to).mapToObj(String::valueOf).toList();
    }

    @AfterEach
    void stop() {
        held.countDown();
        dispatcher.stop();
    }

    @Test
    void eachSourceGoesInOrderToOneOfThem() {
        dispatcher.dealTo(List.of(OTHER, SELF));

        assertThat(send(0, 50)).succeedsWithin(TEN_SECONDS);

        assertThat(here).hasSizeGreaterThan(5 * 50);
        assertThat(there).hasSizeGreaterThan(5 * 50);
        for (var source = 0; source < SOURCES; source++) {
            assertThat(List.of(of(here, source), of(there, source)))
                    .containsExactlyInAnyOrder(List.of(), numbers(0, 50));
        }
    }

    @Test
    void whatTheOtherDoesNotConfirmIsStoredHereInOrder() {
        dispatcher.dealTo(List.of(OTHER, SELF));
        held = new CountDownLatch(1);
        failing = true;

        var stored = send(0, 50);
        held.countDown();

        assertThat(stored).succeedsWithin(TEN_SECONDS);
        assertThat(there).hasSize(1);
        for (var source = 0; source < SOURCES; source++) {
            assertThat(of(here, source)).as("source %d", source).isEqualTo(numbers(0, 50));
        }
    }

    @Test
    void aSourceMovesOnlyWhenItsEarlierEventsAreStored() {
        dispatcher.dealTo(List.of(OTHER, SELF));
        held = new CountDownLatch(1);
        var before = send(0, 5);
        var atOther = IntStream.range(0, SOURCES)
                .filter(source -> of(here, source).isEmpty())
                .findFirst()
                .orElseThrow();

        dispatcher.dealTo(List.of(SELF));
        var after = new CompletableFuture<Boolean>();
        Thread.ofVirtual()
                .start(() -> after.complete(send(5, 10).thenApply(_ -> true).join()));

        assertThat(of(here, atOther)).isEmpty();
        held.countDown();
        await().atMost(10, SECONDS).until(after::isDone);
        assertThat(before).isCompleted();
        assertThat(of(there, atOther)).isEqualTo(numbers(0, 5));
        assertThat(of(here, atOther)).isEqualTo(numbers(5, 10));
    }

    @Test
    void whatIsNotStoredWhenItStopsIsLeftToTheBus() {
        dispatcher.dealTo(List.of(OTHER, SELF));
        held = new CountDownLatch(1);
        var all = send(0, 300);

        dispatcher.stop();
        held.countDown();

        assertThat(all).failsWithin(TEN_SECONDS);
    }
}
