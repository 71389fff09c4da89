package io.selvage.device.sdk.boot;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.inventory.Readiness;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tries until it works, however long a neighbour is away, and says from time to time what it waits for. */
final class Persistence {

    private static final Logger LOG = LoggerFactory.getLogger(Persistence.class);
    private static final Duration FOR_EVER = Duration.ofNanos(Long.MAX_VALUE);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final Duration BETWEEN_REMARKS = Duration.ofSeconds(10);

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Readiness readiness;

    Persistence(Readiness readiness) {
        this.readiness = readiness;
    }

    /**
     * Returns when an attempt does not fail.
     *
     * @param purpose what the service waits for or is about to do, for the log
     * @throws InterruptedException where the service ends first
     */
    void until(String purpose, Runnable attempt) throws InterruptedException {
        var _ = within(FOR_EVER, purpose, attempt);
    }

    /** As {@link #until}; returns what the attempt gave. */
    <T> T having(String purpose, Supplier<T> attempt) throws InterruptedException {
        var given = new ArrayList<T>(1);
        until(purpose, () -> given.add(attempt.get()));
        return given.getFirst();
    }

    /** As {@link #until}, but gives up after a time; says whether an attempt did not fail. */
    boolean within(Duration limit, String purpose, Runnable attempt) throws InterruptedException {
        var start = System.nanoTime();
        var nextRemark = start;
        while (true) {
            try {
                attempt.run();
                return true;
            } catch (RuntimeException e) {
                var reason = EdgeException.of(e, ErrorKind.UNKNOWN).text();
                readiness.obstacle("the device service is waiting " + purpose + ": " + reason);
                if (System.nanoTime() - nextRemark >= 0) {
                    LOG.info("waiting {}: {}", purpose, reason);
                    nextRemark = System.nanoTime() + BETWEEN_REMARKS.toNanos();
                }
            }
            if (System.nanoTime() - start >= limit.toNanos()) {
                return false;
            }
            if (closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new InterruptedException("the service ends");
            }
        }
    }

    /** Does the work again and again until the service ends; a failure is left to the next time. */
    void every(Duration interval, Runnable work) throws InterruptedException {
        while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.debug("left to the next time", e);
            }
        }
    }

    /** Ends all that waits. */
    void close() {
        closing.countDown();
    }
}
