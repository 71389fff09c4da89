package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BusFixture;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the bus does when the broker, a subscriber or a handler is away for a while. */
@Timeout(60)
class MqttResilienceTest extends BusFixture {

    private static final int WINDOW = 200;
    private static final TopicFilter ALL = TopicFilter.of("t/#");

    @TempDir
    private Path directory;

    private Mosquitto broker;

    @BeforeEach
    void findBroker() throws IOException {
        broker = Mosquitto.in(directory);
    }

    @AfterEach
    void stopBroker() throws InterruptedException {
        closeAll();
        broker.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        return MqttMessageBus.connect(broker.options(clientId, Map.of("MaxInflight", "" + WINDOW)));
    }

    @Test
    void waitsForABrokerThatComesLater() {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        var early = sender.send("u/early", numbered(0));

        broker.start();

        assertThat(early).succeedsWithin(Duration.ofSeconds(5));
        await().atMost(Duration.ofSeconds(5)).until(() -> {
            sender.publish("t/x", numbered(1));
            return !received.isEmpty();
        });
    }

    @Test
    void losesNothingWhenTheBrokerIsRestartedUnderLoad() throws InterruptedException {
        broker.start();
        var total = 30_000;
        Set<Integer> received = ConcurrentHashMap.newKeySet();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        var unacknowledged = new AtomicInteger();
        var sending = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < total; i++) {
                unacknowledged.incrementAndGet();
                var _ = sender.send("t/x", numbered(i)).thenRun(unacknowledged::decrementAndGet);
            }
        });

        for (var restart = 1; restart <= 3; restart++) {
            var so = restart * 4_000;
            await().until(() -> received.size() > so);
            broker.stop();
            broker.start();
            var before = received.size();
            await().atMost(Duration.ofSeconds(5)).until(() -> received.size() >= Math.min(total, before + WINDOW));
        }

        await().atMost(Duration.ofSeconds(30)).until(() -> received.size() == total && !sending.isAlive());
        await().until(() -> unacknowledged.get() == 0);
    }

    @Test
    void deliversAgainWhatWasNotFinished() throws InterruptedException {
        broker.start();
        var first = bus("a");
        var taken = new LinkedBlockingQueue<Integer>();
        first.subscribe(ALL, message -> {
            taken.add(number(message));
            return number(message) == 1
                    ? CompletableFuture.completedStage(null)
                    : new CompletableFuture<@Nullable Void>();
        });
        sendAll(bus("b"), "t/x", 3).join();
        await().until(() -> taken.size() == 3);
        first.close();

        var again = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> again.add(number(message))));

        assertThat(List.of(next(again), next(again), next(again)))
                .containsExactly(0, 1, 2); // acknowledged in order only
    }

    @Test
    void deliversOnceWhatWasFinished() throws InterruptedException {
        broker.start();
        var first = bus("a");
        var taken = new AtomicInteger();
        first.subscribe(ALL, MessageHandler.of(_ -> taken.incrementAndGet()));
        sendAll(bus("b"), "t/x", 500).join();
        await().until(() -> taken.get() == 500);
        first.close();

        var again = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> again.add(number(message))));
        bus("b").publish("t/x", numbered(-1));

        assertThat(next(again)).isEqualTo(-1);
    }

    @Test
    void keepsForASubscriberWhatComesWhileItIsAway() throws InterruptedException {
        broker.start();
        var first = bus("a");
        first.subscribe(TopicFilter.of("t/x"), MessageHandler.of(_ -> {})).suspend();
        first.subscribe(TopicFilter.of("t/y"), MessageHandler.of(_ -> {}));
        first.close();
        bus("b").publish("t/x", numbered(1));
        bus("b").publish("t/y", numbered(2));

        var second = bus("a");
        var received = new LinkedBlockingQueue<Integer>();
        second.subscribe(TopicFilter.of("t/x"), MessageHandler.of(message -> received.add(number(message))));
        assertThat(next(received)).isEqualTo(1);
        second.subscribe(TopicFilter.of("t/y"), MessageHandler.of(message -> received.add(number(message))));
        assertThat(next(received)).isEqualTo(2);
    }

    @Test
    void forgetsAtACleanStartWhatAnEarlierProcessLeft() throws InterruptedException {
        broker.start();
        var first = bus("a");
        first.subscribe(ALL, MessageHandler.of(_ -> {}));
        first.close();
        var sender = bus("b");
        sender.publish("t/x", numbered(1));

        var received = new LinkedBlockingQueue<Integer>();
        var second = MqttMessageBus.connect(broker.options("a", Map.of("CleanStart", "true")));
        second.subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        sender.publish("t/x", numbered(2));

        assertThat(next(received)).isEqualTo(2);
        second.close();
    }

    @Test
    void keepsNothingForASubscriptionThatEndedWhileTheBrokerWasAway() throws InterruptedException {
        broker.start();
        var first = bus("a");
        var others = new LinkedBlockingQueue<Integer>();
        first.subscribe(TopicFilter.of("u/#"), MessageHandler.of(message -> others.add(number(message))));
        var subscription = first.subscribe(ALL, MessageHandler.of(_ -> {}));
        broker.stop();
        subscription.close();
        broker.start();
        var sender = bus("b");
        sender.publish("u/x", numbered(0));
        assertThat(next(others)).isZero();
        first.close();
        sender.publish("t/x", numbered(1));

        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        sender.publish("t/x", numbered(2));

        assertThat(next(received)).isEqualTo(2);
    }

    @Test
    void triesAgainWhatFailedForAWhile() {
        broker.start();
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
    void givesUpAMessageThatIsItselfAtFault() throws InterruptedException {
        broker.start();
        var attempts = new AtomicInteger();
        var received = new LinkedBlockingQueue<Integer>();
        var first = bus("a");
        first.subscribe(ALL, message -> {
            attempts.incrementAndGet();
            if (number(message) == 0) {
                throw new IllegalStateException("a fault of the handler");
            }
            received.add(number(message));
            return CompletableFuture.completedStage(null);
        });
        sendAll(bus("b"), "t/x", 2).join();

        assertThat(next(received)).isEqualTo(1);
        await().until(() -> attempts.get() == 6);
        first.close();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        bus("b").publish("t/x", numbered(7));
        assertThat(next(received)).isEqualTo(7);
    }

    @Test
    void blocksTheSenderWhileTheBrokerIsAway() throws InterruptedException {
        var sender = bus("b");
        var sent = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        var sending = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < 3 * WINDOW; i++) {
                sent.add(sender.send("t/x", numbered(i)));
            }
        });

        await().during(Duration.ofMillis(300)).until(() -> sent.size() == WINDOW);
        broker.start();

        await().until(() -> !sending.isAlive() && sent.stream().allMatch(CompletableFuture::isDone));
        assertThat(sent).hasSize(3 * WINDOW).noneMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void releasesABlockedSenderWhenItIsClosed() throws InterruptedException {
        var sender = bus("b");
        var sent = new ConcurrentLinkedQueue<CompletableFuture<@Nullable Void>>();
        var sending = Thread.ofVirtual().start(() -> {
            for (var i = 0; i < WINDOW + 1; i++) {
                sent.add(sender.send("t/x", numbered(i)));
            }
        });
        await().until(() -> sent.size() == WINDOW);

        sender.close();

        assertThat(sending.join(Duration.ofSeconds(5))).isTrue();
        assertThat(sent).hasSize(WINDOW + 1).allMatch(CompletableFuture::isCompletedExceptionally);
    }

    @Test
    void publishesWhileItsOwnSubscriberIsStuck() {
        broker.start();
        var bus = bus("a");
        var taken = new AtomicInteger();
        bus.subscribe(ALL, _ -> {
            taken.incrementAndGet();
            return new CompletableFuture<@Nullable Void>();
        });

        sendAll(bus, "t/x", 5 * WINDOW).orTimeout(20, TimeUnit.SECONDS).join();

        await().until(() -> taken.get() >= 100);
    }
}
