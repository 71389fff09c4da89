package io.selvage.bus.redis;

import io.lettuce.core.api.StatefulConnection;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries to connect until it succeeds for the first time; from then on the connection makes itself again.
 *
 * @param <C> a connection
 */
final class Dial<C extends StatefulConnection<?, ?>> {

    private static final Logger LOG = LoggerFactory.getLogger(Dial.class);
    private static final long FIRST_PAUSE_MS = 200;
    private static final long LONGEST_PAUSE_MS = 1_000;
    private static final int ATTEMPTS_A_REMINDER = 60;

    private final String name;
    private final Duration timeout;
    private final CompletableFuture<@Nullable Void> tried = new CompletableFuture<>();
    private final CompletableFuture<C> connected = new CompletableFuture<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Line<C> line;

    Dial(String name, Duration timeout) {
        this.name = name;
        this.timeout = timeout;
    }

    /** Begins to connect; what has connected is handed to the consumer before anyone else has it. */
    void start(Line<C> over, Consumer<C> up) {
        line = over;
        Thread.ofVirtual().name("redis " + name).start(() -> run(over, up));
    }

    private void run(Line<C> over, Consumer<C> up) {
        var pause = FIRST_PAUSE_MS;
        try {
            for (var failures = 0; !isClosed(); failures++) {
                try {
                    use(connect(over), up);
                    return;
                } catch (ExecutionException | TimeoutException | RuntimeException e) {
                    if (failures % ATTEMPTS_A_REMINDER == 0 && !isClosed()) {
                        LOG.warn("{} waits for Redis: {}", name, reason(e));
                    }
                }
                tried.complete(null);
                if (closed.await(pause, TimeUnit.MILLISECONDS)) {
                    return;
                }
                pause = Math.min(LONGEST_PAUSE_MS, 2 * pause);
            }
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted and gives Redis up", name, e);
        } finally {
            tried.complete(null);
        }
    }

    private C connect(Line<C> over) throws ExecutionException, InterruptedException, TimeoutException {
        var attempt = over.connect().toCompletableFuture();
        try {
            return attempt.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException | TimeoutException e) {
            var _ = attempt.thenAccept(Dial::hangUp); // it may still come, and nobody would know of it
            throw e;
        }
    }

    /** Unless it was closed meanwhile. */
    private void use(C connection, Consumer<C> up) {
        try {
            if (!isClosed()) {
                up.accept(connection);
                connected.complete(connection);
                LOG.info("{} is connected", name);
            }
        } finally {
            if (isClosed() || !connected.isDone()) {
                hangUp(connection);
            }
        }
    }

    private static void hangUp(StatefulConnection<?, ?> connection) {
        var _ = connection.closeAsync();
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    /** What a failure says at its root. */
    static String reason(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? String.valueOf(failure) : reason(cause);
    }

    /** Waits until the first attempt has ended, well or not. */
    void awaitFirst() throws InterruptedException {
        try {
            tried.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} goes on connecting", name, e);
        }
    }

    /** The connection; none where it takes longer than the time. */
    @Nullable
    C await(Duration patience) throws InterruptedException {
        try {
            return connected.get(patience.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException e) {
            LOG.debug("{} is not connected yet", name, e);
            return null;
        }
    }

    /** The connection, if there is one already. */
    @Nullable
    C now() {
        return connected.getNow(null);
    }

    /** Tries no more, and ends the connection. */
    void close() {
        closed.countDown();
        var over = line;
        if (over != null) {
            over.close();
        }
    }
}
