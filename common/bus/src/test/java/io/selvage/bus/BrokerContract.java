package io.selvage.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every MessageBus over a broker must do when the broker, a subscriber or a handler is away for a while. */
@Timeout(60)
public abstract class BrokerContract extends BusFixture {

    protected static final TopicFilter ALL = TopicFilter.of("t/#");

    /** Starts the broker, which is not running. */
    protected abstract void startBroker();

    /** Ends the broker's process. */
    protected abstract void stopBroker() throws InterruptedException;

    /** How many messages may be sent and not acknowledged. */
    protected abstract int window();

    @Test
    void goesOnWhereTheBrokerIsRestarted() throws InterruptedException {
        startBroker();
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        answer(bus("device"), _ -> Map.of());
        var sender = bus("b");
        sender.publish("t/x", numbered(1));
        assertThat(next(received)).isEqualTo(1);
        assertThat(ask(sender, 1, Duration.ofSeconds(10)).isError()).isFalse();
        received.clear();

        stopBroker();
        var meanwhile = sender.send("u/meanwhile", numbered(2));
        startBroker();

        assertThat(meanwhile).succeedsWithin(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sender.publish("t/x", numbered(3));
            return received.contains(3);
        });
        await().atMost(Duration.ofSeconds(10))
                .ignoreException(EdgeException.class)
                .until(() -> !ask(sender, 2, Duration.ofMillis(500)).isError());
    }

    @Test
    void givesUpAMessageThatIsItselfAtFault() throws InterruptedException {
        startBroker();
        var attempts = new AtomicInteger();
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, message -> {
            if (number(message) == 0) {
                attempts.incrementAndGet();
                throw new IllegalStateException("a fault of the handler");
            }
            received.add(number(message));
            return CompletableFuture.completedStage(null);
        });
        sendAll(bus("b"), "t/x", 2).join();

        assertThat(next(received)).isEqualTo(1);
        await().until(() -> attempts.get() == 5);
        await().during(Duration.ofMillis(300)).until(() -> attempts.get() == 5);
    }

    @Test
    void waitsForABrokerThatComesLater() {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        var early = sender.send("u/early", numbered(0));

        startBroker();

        assertThat(early).succeedsWithin(Duration.ofSeconds(20));
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            sender.publish("t/x", numbered(1));
            return !received.isEmpty();
        });
    }

    @Test
    void triesAgainWhatFailedForAWhile() {
        startBroker();
        var attempts = new ConcurrentLinkedQueue<Integer>();
        var down = new AtomicInteger(3);
        bus("a").subscribe(ALL, message -> {
            attempts.add(number(message));
            return number(message) == 1 && down.getAndDecrement() > 0
                    ? CompletableFuture.failedStage(new EdgeException(ErrorKind.DATABASE_ERROR, "locked"))
                    : CompletableFuture.completedStage(null);
        });

        sendAll(bus("b"), "t/x", 3).join();

        await().until(() -> attempts.size() == 6);
        assertThat(List.copyOf(attempts).subList(0, 3)).containsExactly(0, 1, 2);
    }

    @Test
    void blocksTheSenderWhileTheBrokerIsAway() throws InterruptedException {
        var sender = bus("b");
        var sent = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        var sending = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < 3 * window(); i++) {
                sent.add(sender.send("t/x", numbered(i)));
            }
        });

        await().during(Duration.ofMillis(300)).until(() -> sent.size() == window());
        startBroker();

        await().until(() -> !sending.isAlive() && sent.stream().allMatch(CompletableFuture::isDone));
        assertThat(sent).hasSize(3 * window()).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void releasesABlockedSenderWhenItIsClosed() throws InterruptedException {
        var sender = bus("b");
        var sent = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        var sending = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < window() + 1; i++) {
                sent.add(sender.send("t/x", numbered(i)));
            }
        });
        await().until(() -> sent.size() == window());

        sender.close();

        assertThat(sending.join(Duration.ofSeconds(20))).isTrue();
        assertThat(sent).hasSize(window() + 1).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void publishesWhileItsOwnSubscriberIsStuck() {
        startBroker();
        var bus = bus("a");
        var taken = new AtomicInteger();
        bus.subscribe(ALL, _ -> {
            taken.incrementAndGet();
            return new CompletableFuture<@Nullable Void>();
        });

        sendAll(bus, "t/x", 5 * window()).orTimeout(20, TimeUnit.SECONDS).join();

        await().until(() -> taken.get() >= 100);
    }
}
