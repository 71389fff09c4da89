package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BrokerContract;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
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
class MqttResilienceTest extends BrokerContract {

    private static final int WINDOW = 200;

    @TempDir
    private Path directory;

    private Mosquitto broker;

    @BeforeEach
    void findBroker() throws IOException {
        broker = Mosquitto.in(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        closeAll();
        broker.stop();
    }

    @Override
    protected void startBroker() {
        broker.start();
    }

    @Override
    protected void stopBroker() throws InterruptedException {
        broker.stop();
    }

    @Override
    protected int window() {
        return WINDOW;
    }

    @Override
    protected MessageBus join(String clientId) {
        return MqttMessageBus.connect(BrokerOptions.of(broker, clientId, Map.of("MaxInflight", "" + WINDOW)));
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
    void staysConnectedWhileWhatWaitedIsHandledSlowly() throws InterruptedException {
        broker.start();
        var first = bus("a");
        first.subscribe(ALL, MessageHandler.of(_ -> {}));
        first.close();
        sendAll(bus("b"), "t/x", 100).join();

        var taken = new ConcurrentLinkedQueue<Integer>();
        var slowly = CompletableFuture.delayedExecutor(150, TimeUnit.MILLISECONDS);
        var options = BrokerOptions.of(broker, "a", Map.of("MaxInflight", "5", "ConnectTimeout", "1"));
        try (var again = MqttMessageBus.connect(options)) {
            again.subscribe(ALL, message -> CompletableFuture.runAsync(() -> taken.add(number(message)), slowly));

            await().until(() -> taken.contains(99));
            assertThat(taken).hasSize(100);
        }
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
        var second = MqttMessageBus.connect(BrokerOptions.of(broker, "a", Map.of("CleanStart", "true")));
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
    void acknowledgesAMessageThatIsItselfAtFault() throws InterruptedException {
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
}
