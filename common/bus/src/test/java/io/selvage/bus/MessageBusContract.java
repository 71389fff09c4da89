package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every MessageBus must do. Each transport has one subclass, which says how a participant joins the bus. */
@Timeout(60)
public abstract class MessageBusContract extends BusFixture {

    private static final ReadingValue.Binary BYTES =
            new ReadingValue.Binary(new byte[] {0, (byte) 0xff, 10}, "image/png");

    /** How many messages a subscriber may have taken and not finished. */
    protected abstract int window();

    /** How many messages, 5,000 of which are tried, the bus keeps for a subscriber that takes none for a while. */
    protected int kept() {
        return 5_000;
    }

    @Test
    void deliversWhatMatchesTheFilter() throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        bus("a").subscribe(TopicFilter.of("t/events/device/#"), MessageHandler.of(received::add));

        var sender = bus("b");
        sender.publish("t/system-events/core-metadata", numbered(0));
        sender.publish("t/events/device/pump-1", numbered(1));
        sender.publish("t/events/device", numbered(2));

        assertThat(number(next(received))).isEqualTo(1);
        assertThat(number(next(received))).isEqualTo(2);
        assertThat(received).isEmpty();
    }

    @Test
    void givesTheTopicToTheHandler() throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        var bus = bus("a");
        bus.subscribe(TopicFilter.of("t/+/get"), MessageHandler.of(received::add));

        bus.publish("t/Röhre 1/get", numbered(1));

        var message = next(received);
        assertThat(message.topic()).isEqualTo("t/Röhre 1/get");
        assertThat(message.envelope().receivedTopic()).isEqualTo("t/Röhre 1/get");
    }

    @Test
    void keepsTheOrderOfAPublisher() {
        var received = new ConcurrentLinkedQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));

        sendAll(bus("b"), "t/x", 2_000).join();

        await().until(() -> received.size() == 2_000);
        assertThat(List.copyOf(received)).isSorted();
    }

    @Test
    void servesSeveralSubscriptionsOfOneParticipant() {
        var all = new AtomicInteger();
        var some = new AtomicInteger();
        var bus = bus("a");
        bus.subscribe(TopicFilter.of("t/device/#"), MessageHandler.of(_ -> all.incrementAndGet()));
        bus.subscribe(TopicFilter.of("t/system/#"), MessageHandler.of(_ -> some.incrementAndGet()));

        bus.publish("t/device/1", numbered(1));
        bus.publish("t/system/1", numbered(2));
        bus.publish("t/device/2", numbered(3));

        await().until(() -> all.get() == 2 && some.get() == 1);
    }

    @Test
    void endsOnlyTheSubscriptionThatIsClosed() throws InterruptedException {
        var received = new LinkedBlockingQueue<String>();
        var bus = bus("a");
        var first = bus.subscribe(TopicFilter.of("t/x"), MessageHandler.of(_ -> received.add("first")));
        bus.subscribe(TopicFilter.of("t/x"), MessageHandler.of(_ -> received.add("second")));
        bus.publish("t/x", numbered(1));
        assertThat(List.of(next(received), next(received))).containsExactlyInAnyOrder("first", "second");

        first.close();
        bus.publish("t/x", numbered(2));

        assertThat(next(received)).isEqualTo("second");
        assertThat(received).isEmpty();
    }

    @Test
    void losesNothingWhenTheSubscriberIsSlow() {
        var received = new ConcurrentLinkedQueue<Integer>();
        var worker = Executors.newSingleThreadExecutor();
        bus("a").subscribe(
                        TopicFilter.of("t/#"),
                        message -> CompletableFuture.runAsync(() -> received.add(number(message)), worker));

        sendAll(bus("b"), "t/x", Math.min(3_000, kept())).join();

        await().until(() -> received.size() == Math.min(3_000, kept()));
        assertThat(List.copyOf(received)).isSorted();
        worker.close();
    }

    @Test
    void oneThatStandsStillForAWhileGetsAllLaterAsOthersDo() {
        var slow = new ConcurrentLinkedQueue<Integer>();
        var quick = new ConcurrentLinkedQueue<Integer>();
        var released = new CompletableFuture<@Nullable Void>();
        bus("slow").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> {
            released.join();
            slow.add(number(message));
        }));
        bus("quick").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> quick.add(number(message))));

        var sending =
                Thread.ofVirtual().start(() -> sendAll(bus("b"), "t/x", kept()).join());
        await().until(() -> !quick.isEmpty());
        assertThat(slow).isEmpty();
        released.complete(null);

        await().until(() -> slow.size() == kept() && quick.size() == kept() && !sending.isAlive());
        assertThat(List.copyOf(slow)).isSorted();
        assertThat(List.copyOf(quick)).isSorted();
    }

    @Test
    void handsOutNoMoreThanTheWindow() {
        var taken = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        bus("a").subscribe(TopicFilter.of("t/#"), _ -> held(taken));
        var many = window() * 3;

        var sending =
                Thread.ofVirtual().start(() -> sendAll(bus("b"), "t/x", many).join());

        await().until(() -> taken.size() == window());
        await().during(Duration.ofMillis(300)).until(() -> taken.size() == window());
        await().until(() -> {
            taken.forEach(one -> one.complete(null));
            return taken.size() == many && !sending.isAlive();
        });
    }

    @Test
    void acceptsThatHandlersFinishInAnotherOrder() throws InterruptedException {
        var taken = new LinkedBlockingQueue<CompletableFuture<@Nullable Void>>();
        bus("a").subscribe(TopicFilter.of("t/#"), _ -> held(taken));
        var sender = bus("b");

        for (var round = 0; round < 20; round++) {
            var sent = sendAll(sender, "t/x", 2);
            var first = next(taken);
            next(taken).complete(null);
            first.complete(null);
            sent.join();
        }

        assertThat(taken).isEmpty();
    }

    @Test
    void goesOnAfterAHandlerThatThrows() throws InterruptedException {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> {
            if (number(message) == 1) {
                throw new EdgeException(ErrorKind.CONTRACT_INVALID, "not this one");
            }
            received.add(number(message));
        }));

        sendAll(bus("b"), "t/x", 3).exceptionally(_ -> null).join();

        assertThat(List.of(next(received), next(received))).containsExactly(0, 2);
    }

    @Test
    void answersManyRequestsAtOnce() {
        answer(bus("device"), message -> Map.of("topic", message.topic()));
        var core = bus("core");

        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = IntStream.range(0, 100)
                    .mapToObj(i -> CompletableFuture.supplyAsync(() -> ask(core, i, Duration.ofSeconds(30)), callers))
                    .toList();

            for (var i = 0; i < replies.size(); i++) {
                assertThat(payload(replies.get(i).join())).isEqualTo(Map.of("topic", "t/request/" + i));
            }
        }
    }

    @Test
    void givesUpARequestThatNobodyAnswers() {
        var core = bus("core");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ask(core, 1, Duration.ofMillis(200)))
                .withMessageContaining("t/reply/1")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
    }

    @Test
    void lateRepliesDoNotAnswerTheNextRequest() {
        answer(bus("device"), _ -> {
            await().pollDelay(Duration.ofMillis(300)).until(() -> true);
            return Map.of("late", true);
        });
        var core = bus("core");

        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> ask(core, 1, Duration.ofMillis(50)));
        var request = Envelope.request(null, Map.of());
        assertThat(core.request("t/request/2", request, "t/reply/2", Duration.ofSeconds(10))
                        .requestId())
                .isEqualTo(request.requestId());
    }

    @Test
    void letsAHandlerPublishAndAsk() {
        var device = bus("device");
        answer(device, message -> Map.of("topic", message.topic()));
        var relayed = new ConcurrentLinkedQueue<Object>();
        var relay = bus("relay");
        relay.subscribe(TopicFilter.of("t/in"), MessageHandler.of(message -> {
            relay.publish("t/out", message.envelope());
            ask(relay, number(message), Duration.ofSeconds(10));
        }));
        relay.subscribe(TopicFilter.of("t/out"), MessageHandler.of(message -> relayed.add(number(message))));

        sendAll(bus("b"), "t/in", 200).join();

        await().until(() -> relayed.size() == 200);
    }

    @Test
    void carriesALargeMessage() throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(received::add));
        var large = "x".repeat(25_000_000);

        bus("b").publish("t/x", Envelope.of("", Map.of("text", large), Envelope.JSON));

        assertThat(payload(next(received).envelope())).isEqualTo(Map.of("text", large));
    }

    @Test
    void carriesEventsWithBytes() throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(received::add));
        var request = AddEventRequest.of(Event.of(
                UUID.randomUUID().toString(),
                "d",
                "p",
                "s",
                List.of(Reading.of(1, "d", "r", ValueType.BINARY, BYTES))));

        bus("b").publish("t/x", Envelope.of("", request, Envelope.CBOR));

        var event = next(received).envelope().payloadAs(AddEventRequest.class).event();
        assertThat(event.id()).isEqualTo(request.event().id());
        assertThat(event.readings().getFirst().value())
                .isInstanceOfSatisfying(
                        ReadingValue.Binary.class,
                        value -> assertThat(value.bytes()).isEqualTo(BYTES.bytes()));
    }

    @Test
    void refusesToSendAfterItIsClosed() {
        var bus = bus("a");
        bus.close();

        assertThat(bus.send("t/x", numbered(1)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withCauseInstanceOf(EdgeException.class);
        bus.close();
    }
}
