package io.selvage.data.archive;

import io.selvage.contracts.error.EdgeException;
import io.selvage.data.archive.Eraser.Step;
import io.selvage.store.Database;
import io.selvage.store.Dialect;
import io.selvage.store.GroupCommit;
import io.selvage.store.Space;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is deleted, in small steps on a thread of its own: a seventh of the time while events come in, all
 * of it else, and for two seconds less while many events wait. What retention and a full disk delete is removed by their own
 * threads and gives no way. What a process left half done, the next goes on with. Little room that new events soon need again
 * stays in the file until none come.
 */
final class Purger implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Purger.class);
    private static final long RESTS_PER_STEP = 6;
    private static final long AGAIN_MS = 1_000;

    /** How long groups of new events may have to wait for a step. */
    private static final long STEP_NANOS = 8_000_000;

    /** How often a step is put off for a moment because many events wait. */
    private static final int MOST_LOOKS = 40;

    private static final long LOOK_MS = 5;

    /** How often in all, each time that something is removed: whoever always has many events must not keep all of them. */
    private static final int PATIENCE = 400;

    private static final int FEWEST_ROWS = 100;
    private static final int MOST_ROWS = 5_000;

    /** Of the file, the part that may be free while events come in. */
    private static final double FREE = 0.25;

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
    private final AtomicInteger rowsInStep = new AtomicInteger(FEWEST_ROWS);
    private boolean waiting;
    private boolean hasRoom;
    private int patience;

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
                    attempt(this::purgeNow);
                } else if (hasRoom && commit.isIdle()) {
                    attempt(this::giveBack);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("purging ends");
        }
    }

    private interface Work {
        void run() throws InterruptedException;
    }

    private void attempt(Work step) throws InterruptedException {
        if (closed.getCount() == 0) {
            return;
        }
        try {
            step.run();
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

    private void purgeNow() throws InterruptedException {
        patience = PATIENCE;
        for (var hidden : eraser.floors()) {
            if (closed.getCount() == 0) {
                return;
            }
            deleteUpTo(hidden.shape(), hidden.floor(), this::giveWay);
            eraser.lower(hidden.shape(), hidden.floor());
        }
        Sweeper.sweep(database);
        hasRoom = true;
        if (commit.isIdle() || isToBeGivenBackNow()) {
            giveBack();
        }
    }

    /** PostgreSQL makes room for new rows beside those who write, and has none for them before. */
    private boolean isToBeGivenBackNow() {
        var space = Space.of(database);
        return database.dialect() == Dialect.POSTGRES || space.free() > FREE * (space.used() + space.free());
    }

    private void giveBack() throws InterruptedException {
        paced(
                () -> {
                    var begun = System.nanoTime();
                    var more = Space.giveBack(database, PAGES, TABLES);
                    return new Step(0, more, System.nanoTime() - begun);
                },
                this::giveWay);
        hasRoom = false;
    }

    /** Deletes the events of the shape up to the time, for whom it is urgent; says how many. */
    long deleteUpTo(int shape, long origin) throws InterruptedException {
        return deleteUpTo(shape, origin, () -> {});
    }

    private long deleteUpTo(int shape, long origin, Work between) throws InterruptedException {
        return paced(
                () -> {
                    var step = eraser.deleteStep(shape, origin, rowsInStep.get());
                    adapt(step.nanos());
                    return step;
                },
                between);
    }

    /** Lets the next step be about as long as a step may be. */
    private void adapt(long nanos) {
        if (nanos < STEP_NANOS / 2) {
            rowsInStep.updateAndGet(rows -> Math.min(MOST_ROWS, rows * 2));
        } else if (nanos > STEP_NANOS) {
            rowsInStep.updateAndGet(rows -> Math.max(FEWEST_ROWS, rows / 2));
        }
    }

    /** Does step after step until one says that there is no more, or the archive is closed; says how many were deleted. */
    private long paced(Supplier<Step> next, Work between) throws InterruptedException {
        var deleted = 0L;
        for (var more = true; more && closed.getCount() > 0; ) {
            var step = next.get();
            deleted += step.deleted();
            more = step.more();
            if (!commit.isIdle()) {
                rest(step.nanos());
                if (more) {
                    between.run();
                }
            }
        }
        return deleted;
    }

    private void rest(long nanos) throws InterruptedException {
        closed.await(Math.min(Duration.ofSeconds(2).toNanos(), nanos * RESTS_PER_STEP), TimeUnit.NANOSECONDS);
    }

    /** Lets many events that wait be written first. */
    private void giveWay() throws InterruptedException {
        for (var looks = 0; looks < MOST_LOOKS && patience > 0 && commit.isPressed(); looks++) {
            patience--;
            if (closed.await(LOOK_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        }
    }

    /** Ends after the step that runs. */
    @Override
    public void close() {
        closed.countDown();
        wake();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
