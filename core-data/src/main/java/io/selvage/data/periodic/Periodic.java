package io.selvage.data.periodic;

import io.selvage.contracts.error.EdgeException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Work that is done again and again on a thread of its own, each time so long after the last has ended. */
public final class Periodic implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Periodic.class);

    private final String name;
    private final Duration interval;
    private final Work work;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private String complaint = "";

    /** Work that may take long, and ends where its thread is interrupted. */
    @FunctionalInterface
    public interface Work {
        void run() throws InterruptedException;
    }

    /** Begins after the first interval. */
    public Periodic(String name, Duration interval, Work work) {
        this.name = name;
        this.interval = interval;
        this.work = work;
        this.thread = Thread.ofVirtual().name(name).start(this::runAgainAndAgain);
    }

    private void runAgainAndAgain() {
        try {
            while (!stopped.await(interval.toNanos(), TimeUnit.NANOSECONDS)) {
                runOnce();
            }
        } catch (InterruptedException e) {
            LOG.debug("{} ends", name);
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            work.run();
            complaint = "";
        } catch (EdgeException e) {
            if (!e.text().equals(complaint) && stopped.getCount() > 0) { // once, until it changes
                complaint = e.text();
                LOG.warn("{} waits: {}", name, complaint);
            }
        } catch (RuntimeException e) {
            LOG.error("{} failed and is tried again", name, e);
        }
    }

    /** Ends it, and waits until it has ended. */
    public void end() {
        close();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Interrupts the work that runs, and begins no other. */
    @Override
    public void close() {
        stopped.countDown();
        thread.interrupt();
    }
}
