package io.selvage.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.BrokerContract;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.contracts.error.EdgeException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the bus does when Redis is away for a while. */
class RedisResilienceTest extends BrokerContract {

    private static final int WINDOW = 200;

    @TempDir
    private Path directory;

    private RedisServer redis;

    @BeforeEach
    void findRedis() throws IOException {
        redis = RedisServer.in(directory);
    }

    @AfterEach
    void stop() throws InterruptedException {
        closeAll();
        redis.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        return RedisMessageBus.connect(redis.options(clientId, Map.of("MaxInflight", "" + WINDOW)));
    }

    @Override
    protected void startBroker() {
        redis.start();
    }

    @Override
    protected void stopBroker() throws InterruptedException {
        redis.stop();
    }

    @Override
    protected int window() {
        return WINDOW;
    }

    @Test
    void sendsInOrderWhatWaitedForRedis() {
        var received = new LinkedBlockingQueue<Integer>();
        var sender = bus("b");
        var early = sendAll(sender, "u/early", 50);
        startBroker();
        assertThat(early).succeedsWithin(Duration.ofSeconds(10));
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));

        sendAll(sender, "t/x", 150).join();

        await().until(() -> received.size() == 150);
        assertThat(List.copyOf(received)).isSorted();
    }

    @Test
    void losesNothingOfWhatIsSentWhileSubscribersAreThereAgain() throws InterruptedException {
        startBroker();
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        sender.publish("t/x", numbered(-1));
        stopBroker();
        startBroker();
        await().until(() -> {
            sender.publish("t/x", numbered(-2));
            return received.contains(-2);
        });

        sendAll(sender, "t/x", 2_000).join();

        await().until(() -> new HashSet<>(received).size() == 2_002);
    }

    @Test
    void tellsAPublisherThatAsksWhetherAnyoneWasThere() {
        startBroker();
        var sender = bus("b");
        assertThat(sender.send("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
        assertThat(sender.sendToSomeone("t/x", numbered(1)))
                .failsWithin(Duration.ofSeconds(10))
                .withThrowableThat()
                .withMessageContaining("nobody takes messages on t/x");
        bus("a").subscribe(ALL, MessageHandler.of(_ -> {}));

        assertThat(sender.sendToSomeone("t/x", numbered(1))).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void asksNothingLateOfWhoWasAway() throws InterruptedException {
        startBroker();
        var asked = new LinkedBlockingQueue<String>();
        var core = bus("core");
        core.publish("u/x", numbered(0));
        stopBroker();

        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> ask(core, 1, Duration.ofMillis(300)));
        startBroker();
        answer(bus("device"), message -> {
            asked.add(message.topic());
            return Map.of("topic", message.topic());
        });

        await().ignoreException(EdgeException.class)
                .until(() -> !ask(core, 2, Duration.ofSeconds(1)).isError());
        assertThat(asked).containsOnly("t/request/2"); // once for each try
    }
}
