package io.selvage.data.archive;

import io.selvage.contracts.error.EdgeException;
import io.selvage.store.Database;
import io.selvage.store.GroupCommit;
import io.selvage.store.Space;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is deleted, in small steps on a thread of its own: a quarter of the writer's time while events come in, all
 * of it else. What a process left half done, the next goes on with.
 */
final class Purger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Purger.class);
    private static final long RESTS_PER_STEP = 3;
    private static final long AGAIN_MS = 1_000;

    /** Pages of 4 KiB that are cut off the file in one go: some 10 ms. */
    private static final int PAGES = 512;

    /** The tables from which many rows go at once. */
    private static final List<String> TABLES = List.of("event", "tally");

    private final Database database;
    private final GroupCommit<?> commit;
    private final Eraser eraser;
    private final Semaphore work = new Semaphore(1); // what an earlier process left
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private boolean waiting;

    Purger(Database database, GroupCommit<?> commit, Eraser eraser) {
        this.database = database;
        this.commit = commit;
        this.eraser = eraser;
        this.thread = Thread.ofVirtual().name("events purge").start(this::purgeAll);
    }

    /** Something was hidden or deleted. */
    void wake() {
        work.release();
    }

    private void purgeAll() {
        try {
            while (closed.getCount() > 0) {
                if (work.tryAcquire(AGAIN_MS, TimeUnit.MILLISECONDS)) {
                    work.drainPermits();
                    purgeNow();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("purging ends");
        }
    }

    private void purgeNow() throws InterruptedException {
        try {
            for (var hidden : eraser.floors()) {
                if (closed.getCount() == 0) {
                    return;
                }
                deleteUpTo(hidden.shape(), hidden.floor());
                eraser.lower(hidden.shape(), hidden.floor());
            }
            Sweeper.sweep(database);
            paced(() -> Space.giveBack(database, PAGES, TABLES));
            waiting = false;
        } catch (EdgeException e) {
            if (!waiting) { // and not again each second
                LOG.warn("deleted events stay on disk until the database answers again: {}", e.text());
            }
            waiting = true;
            if (!closed.await(AGAIN_MS, TimeUnit.MILLISECONDS)) {
                wake();
            }
        } catch (RuntimeException e) {
            LOG.error("deleted events are not removed from disk until more are deleted", e);
        }
    }

    /** Deletes the events of the shape up to the time; says how many. */
    long deleteUpTo(int shape, long origin) throws InterruptedException {
        var deleted = new AtomicLong();
        paced(() -> {
            var step = eraser.deleteStep(shape, origin);
            deleted.addAndGet(step.deleted());
            return step.more();
        });
        return deleted.get();
    }

    /** Does step after step until one says that there is no more, or the archive is closed. */
    private void paced(BooleanSupplier step) throws InterruptedException {
        var more = true;
        while (more && closed.getCount() > 0) {
            var begun = System.nanoTime();
            more = step.getAsBoolean();
            if (!commit.isIdle()) {
                rest(System.nanoTime() - begun);
            }
        }
    }

    private void rest(long nanos) throws InterruptedException {
        closed.await(Math.min(Duration.ofSeconds(2).toNanos(), nanos * RESTS_PER_STEP), TimeUnit.NANOSECONDS);
    }

    /** Ends after the step that runs. */
    @Override
    public void close() {
        closed.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
