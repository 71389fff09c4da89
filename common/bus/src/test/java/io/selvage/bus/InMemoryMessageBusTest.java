package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class InMemoryMessageBusTest extends MessageBusContract {

    private static final int WINDOW = 8;

    private final InMemoryMessageBus bus = new InMemoryMessageBus(WINDOW);

    @Override
    protected MessageBus join(String clientId) {
        return bus;
    }

    @Override
    protected int window() {
        return WINDOW;
    }

    @Test
    void handsOverTheVeryObject() throws InterruptedException {
        var received = new LinkedBlockingQueue<Message>();
        bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(received::add));
        var payload = new Object();

        bus.publish("t/x", Envelope.of("", payload, Envelope.JSON));

        assertThat(next(received).envelope().payloadAs(Object.class)).isSameAs(payload);
    }

    @Test
    void completesASendWhenEverySubscriberHasFinished() {
        var first = new CompletableFuture<@Nullable Void>();
        var second = new CompletableFuture<@Nullable Void>();
        bus.subscribe(TopicFilter.of("t/#"), _ -> first);
        bus.subscribe(TopicFilter.of("t/x"), _ -> second);

        var sent = bus.send("t/x", numbered(1));
        first.complete(null);

        await().during(Duration.ofMillis(100)).until(() -> !sent.isDone());
        second.complete(null);
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void tellsTheSenderThatAHandlerFailed() {
        var failure = new EdgeException(ErrorKind.DATABASE_ERROR, "disk full");
        bus.subscribe(TopicFilter.of("t/later"), _ -> CompletableFuture.failedFuture(failure));
        bus.subscribe(TopicFilter.of("t/now"), _ -> {
            throw failure;
        });

        assertThat(bus.send("t/later", numbered(1)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isSameAs(failure);
        assertThat(bus.send("t/now", numbered(1)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .havingRootCause()
                .isSameAs(failure);
    }

    @Test
    void blocksThePublisherWhileTheSubscriberIsFull() {
        var released = new CountDownLatch(1);
        bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(_ -> await().until(() -> released.getCount() == 0)));
        var sent = new AtomicInteger();
        Thread.ofVirtual().start(() -> {
            for (var i = 0; i < 5 * WINDOW; i++) {
                var _ = bus.send("t/x", numbered(i));
                sent.incrementAndGet();
            }
        });

        await().until(() -> sent.get() == WINDOW + 1);
        await().during(Duration.ofMillis(200)).until(() -> sent.get() == WINDOW + 1);
        released.countDown();
        await().until(() -> sent.get() == 5 * WINDOW);
    }

    @Test
    void failsWhatWaitsForASubscriberThatGoes() {
        var subscription = bus.subscribe(TopicFilter.of("t/#"), _ -> new CompletableFuture<@Nullable Void>());
        var sent = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        var sender = Thread.ofVirtual().start(() -> {
            for (var i = 0; i <= 2 * WINDOW; i++) {
                sent.add(bus.send("t/x", numbered(i)));
            }
        });
        await().until(() -> sent.size() == 2 * WINDOW);

        subscription.close();

        await().until(() -> !sender.isAlive());
        assertThat(sent.stream().filter(CompletableFuture::isCompletedExceptionally))
                .hasSize(WINDOW + 1);
    }

    @Test
    void failsToSendToSomeoneWhereNobodyListens() {
        assertThat(bus.send("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(bus.sendToSomeone("t/x", numbered(1)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("nobody takes messages on t/x");
        bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(_ -> {}));
        assertThat(bus.sendToSomeone("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void knowsWhetherAnyoneListens() {
        var subscription = bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(_ -> {}));

        assertThat(bus.hasSubscriber("t/x")).isTrue();
        assertThat(bus.hasSubscriber("u/x")).isFalse();
        subscription.close();
        assertThat(bus.hasSubscriber("t/x")).isFalse();
    }

    @Test
    void doesNotSendBackThroughALinkWhatCameInThroughIt() throws InterruptedException {
        var outside = new LinkedBlockingQueue<Message>();
        var inside = new LinkedBlockingQueue<Message>();
        bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(inside::add));
        var link = bus.link("gateway", _ -> true, MessageHandler.of(outside::add));

        link.send("t/in", numbered(1)).join();
        bus.publish("t/out", numbered(2));

        assertThat(number(next(inside))).isEqualTo(1);
        assertThat(number(next(inside))).isEqualTo(2);
        assertThat(number(next(outside))).isEqualTo(2);
        assertThat(outside).isEmpty();
    }

    @Test
    void drainsUntilAllIsFinished() {
        var taken = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        bus.subscribe(TopicFilter.of("t/#"), _ -> {
            var done = new CompletableFuture<@Nullable Void>();
            taken.add(done);
            return done;
        });
        var sent = bus.send("t/x", numbered(1));
        await().until(() -> !taken.isEmpty());

        assertThat(bus.drain(Duration.ofMillis(50))).isFalse();
        taken.forEach(one -> one.complete(null));
        assertThat(bus.drain(Duration.ofSeconds(10))).isTrue();
        assertThat(sent).succeedsWithin(Duration.ofSeconds(10));
    }
}
