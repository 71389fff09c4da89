package io.selvage.bus.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.lettuce.core.api.StatefulRedisConnection;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of attempts that fail, or that succeed when nobody wants them any more. */
@Timeout(60)
class DialTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path directory;

    private RedisServer redis;
    private RedisLink link;

    @BeforeEach
    void makeLink() throws IOException {
        redis = RedisServer.in(directory);
        link = new RedisLink(redis.options("a", Map.of()));
    }

    @AfterEach
    void stop() throws InterruptedException {
        link.close();
        redis.stop();
    }

    @Test
    void attemptsThatFailLeaveNoThreadsBehind() {
        try (var line = link.publishing()) {
            fail(line, 10);
            var before = eventLoops();

            fail(line, 200);

            assertThat(eventLoops()).isLessThanOrEqualTo(before + 1); // of the two, one may start late
        }
    }

    @Test
    void linesThatAreClosedLeaveNoThreadsBehind() {
        try (var first = link.publishing()) {
            fail(first, 10);
            var before = eventLoops();

            for (var i = 0; i < 50; i++) {
                try (var line = link.subscribing(_ -> {})) {
                    fail(line, 1);
                }
            }

            await().atMost(SOON).until(() -> eventLoops() <= before + 1);
        }
    }

    private static void fail(Line<?> line, int times) {
        for (var i = 0; i < times; i++) {
            assertThatExceptionOfType(CompletionException.class)
                    .isThrownBy(line.connect().toCompletableFuture()::join);
        }
    }

    /** All that Lettuce runs its sockets on. */
    private static long eventLoops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lettuce-nioEventLoop"))
                .count();
    }

    /** Connections that come when the test says so. */
    private static final class Slow implements Line<StatefulRedisConnection<String, byte[]>> {

        private final LinkedBlockingQueue<CompletableFuture<StatefulRedisConnection<String, byte[]>>> attempts =
                new LinkedBlockingQueue<>();

        @Override
        public CompletionStage<StatefulRedisConnection<String, byte[]>> connect() {
            var attempt = new CompletableFuture<StatefulRedisConnection<String, byte[]>>();
            attempts.add(attempt);
            return attempt;
        }

        @Override
        public void close() {
            // what it has given stays
        }
    }

    @Test
    void aConnectionThatComesAfterTheEndIsClosed() throws InterruptedException {
        redis.start();
        var slow = new Slow();
        var used = new LinkedBlockingQueue<StatefulRedisConnection<String, byte[]>>();
        var dial = new Dial<StatefulRedisConnection<String, byte[]>>("a", SOON);
        try (var line = link.publishing()) {
            var late = line.connect().toCompletableFuture().join();
            dial.start(slow, used::add);
            var attempt = slow.attempts.take();

            dial.close();
            attempt.complete(late);

            await().atMost(SOON).until(() -> !late.isOpen());
            assertThat(used).isEmpty();
        }
    }

    @Test
    void aConnectionThatComesAfterItsTimeIsClosed() throws InterruptedException {
        redis.start();
        var slow = new Slow();
        var used = new LinkedBlockingQueue<StatefulRedisConnection<String, byte[]>>();
        var dial = new Dial<StatefulRedisConnection<String, byte[]>>("a", Duration.ofMillis(500));
        try (var line = link.publishing()) {
            var late = line.connect().toCompletableFuture().join();
            var wanted = line.connect().toCompletableFuture().join();
            dial.start(slow, used::add);
            var first = slow.attempts.take();

            slow.attempts.take().complete(wanted); // the first has had its time
            first.complete(late);

            await().atMost(SOON).until(() -> !late.isOpen());
            assertThat(used.poll(10, TimeUnit.SECONDS)).isSameAs(wanted);
            assertThat(wanted.isOpen()).isTrue();
        }
        dial.close();
    }
}
