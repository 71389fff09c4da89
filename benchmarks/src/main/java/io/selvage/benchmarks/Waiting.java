package io.selvage.benchmarks;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets time pass. */
final class Waiting {

    private Waiting() {}

    /** Returns after so many ms, at once where it is none. */
    static void millis(long millis) throws InterruptedException {
        var _ = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
    }

    /** Returns at that time of {@link System#nanoTime}. */
    static void until(long nanoTime) throws InterruptedException {
        var _ = new CountDownLatch(1).await(nanoTime - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
}
