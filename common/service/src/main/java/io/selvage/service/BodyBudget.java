package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * What request bodies may take of the heap at once: more of them wait, instead of ending the process for want of
 * memory. Small bodies have a share of their own, so that a large one that comes slowly holds up large ones only. The
 * services of one process have one budget together.
 */
public final class BodyBudget {

    private static final int SMALL = 64 * 1024;
    private static final int UNIT = 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** A body takes about five times its size: as it came, as text, as values, and as what is written of it. */
    private static final int SHARE_OF_ONE = 7;

    private static final int SHARE_OF_SMALL = 12;

    private final long most;
    private final Semaphore small;
    private final Semaphore large;
    private final Duration patience;

    BodyBudget(long most, long ofSmall, Duration patience) {
        this.most = most;
        this.small = new Semaphore(units(Math.max(ofSmall, SMALL)), true);
        this.large = new Semaphore(units(most), true);
        this.patience = patience;
    }

    /** The budget that fits this JVM's heap. */
    public static BodyBudget ofHeap() {
        var heap = Runtime.getRuntime().maxMemory();
        return new BodyBudget(heap / SHARE_OF_ONE, heap / SHARE_OF_SMALL, PATIENCE);
    }

    private static int units(long bytes) {
        return (int) Math.min(bytes / UNIT + 1, Integer.MAX_VALUE);
    }

    /** Bytes of the largest body there is room for. */
    long most() {
        return most;
    }

    /**
     * A share for a body of so many bytes; waits while others have it.
     *
     * @param length negative where the request does not tell
     * @throws EdgeException SERVICE_UNAVAILABLE where the others take too long
     */
    Share take(long length) {
        var share = new Share();
        if (length > SMALL) {
            share.largeUnits = acquire(large, units(Math.min(length, most)));
        } else if (length != 0) {
            share.smallUnits = acquire(small, units(length < 0 ? SMALL : length));
        }
        return share;
    }

    /** The part of the budget that one request has until it is closed. */
    final class Share implements AutoCloseable {

        private int smallUnits;
        private int largeUnits;

        /** Sees to it that the share covers so many bytes; of a body that may grow, the most is taken at once. */
        void cover(long bytes) {
            if (bytes > SMALL && largeUnits == 0) {
                largeUnits = acquire(large, units(most));
            }
        }

        /** As {@link #cover}, for what is about to be answered. */
        void coverAnswer(long bytes) {
            if (bytes > most) {
                throw new EdgeException(
                        ErrorKind.LIMIT_EXCEEDED,
                        "the answer has " + bytes + " bytes and there is memory for " + most + ": ask for fewer items");
            }
            if (bytes > SMALL && largeUnits == 0) {
                largeUnits = acquire(large, units(bytes));
            }
        }

        @Override
        public void close() {
            small.release(smallUnits);
            large.release(largeUnits);
            smallUnits = 0;
            largeUnits = 0;
        }
    }

    private int acquire(Semaphore pool, int units) {
        try {
            if (pool.tryAcquire(units, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return units;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new EdgeException(
                ErrorKind.SERVICE_UNAVAILABLE, "too many large requests at once for the memory there is, maybe later");
    }
}
