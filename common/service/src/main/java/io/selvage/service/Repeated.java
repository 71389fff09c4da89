package io.selvage.service;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Something that is tried on a thread of its own until it is done: at once, and then every 2 s unless said otherwise. */
public final class Repeated implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Repeated.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final String name;
    private final Duration pause;
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile @Nullable Thread thread;
    private boolean failed;

    /** @param name of the thread */
    public Repeated(String name) {
        this(name, PAUSE);
    }

    Repeated(String name, Duration pause) {
        this.name = name;
        this.pause = pause;
    }

    /** Starts; the attempt says whether it is done. */
    public void untilDone(BooleanSupplier attempt) {
        thread = Thread.ofVirtual().name(name).start(() -> run(attempt));
    }

    private void run(BooleanSupplier attempt) {
        try {
            var done = false;
            while (!done && closed.getCount() > 0) {
                done = attempt(attempt);
                if (!done && closed.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.debug("{} was interrupted", name);
        }
    }

    private boolean attempt(BooleanSupplier attempt) {
        try {
            return attempt.getAsBoolean();
        } catch (RuntimeException e) {
            if (!failed) {
                LOG.error("{} has failed, and is tried again", name, e);
            }
            failed = true;
            return false;
        }
    }

    /** Ends it, whatever it is waiting for. */
    @Override
    public void close() {
        closed.countDown();
        var running = thread;
        if (running != null) {
            running.interrupt();
        }
    }
}
