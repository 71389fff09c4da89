package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes items that many callers hand in with few transactions: what waits when a commit ends is the next group. A
 * caller's future completes when its item is on disk. Where a group fails because of an item, only that item fails;
 * where the database is away all of the group fail with SERVICE_UNAVAILABLE.
 */
public final class GroupCommit<T> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int GROUPS_TO_COMPLETE = 4;
    private static final int PRESSING_SHARE = 8;
    private static final long CHECK_CLOSED_MS = 100;
    private static final long IDLE_NANOS = 100_000_000;

    private record Waiting<T>(T item, CompletableFuture<@Nullable Void> done) {}

    private record Outcome<T>(
            List<Waiting<T>> group, @Nullable Throwable failure) {}

    private final Database database;
    private final GroupWriter<T> writer;
    private final int largestGroup;
    private final BlockingQueue<Waiting<T>> queue;
    private final BlockingQueue<Outcome<T>> outcomes = new ArrayBlockingQueue<>(GROUPS_TO_COMPLETE);
    private final Thread committing;
    private final Thread completing;
    private volatile long committedAt = System.nanoTime() - IDLE_NANOS;
    private volatile boolean closed;

    /**
     * Starts to write.
     *
     * @param name for the threads
     * @param largestGroup items in one transaction at most; as many again may wait, then {@link #submit} blocks
     */
    public GroupCommit(String name, Database database, int largestGroup, GroupWriter<T> writer) {
        this.database = database;
        this.writer = writer;
        this.largestGroup = largestGroup;
        this.queue = new ArrayBlockingQueue<>(largestGroup);
        // a platform thread: it stays in native code while the disk works, which would hold a virtual thread's carrier
        this.committing = Thread.ofPlatform().name(name + " commit").start(this::commitAll);
        this.completing = Thread.ofVirtual().name(name + " complete").start(this::completeAll);
    }

    /**
     * Hands the item in; waits while the queue is full.
     *
     * @return completes when the item is on disk; fails with {@link EdgeException} where it is not
     */
    public CompletableFuture<@Nullable Void> submit(T item) {
        var waiting = new Waiting<>(item, new CompletableFuture<@Nullable Void>());
        try {
            while (!closed) {
                if (queue.offer(waiting, CHECK_CLOSED_MS, TimeUnit.MILLISECONDS)) {
                    if (closed && !committing.isAlive() && queue.remove(waiting)) {
                        break;
                    }
                    return waiting.done;
                }
            }
            throw beingClosed();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while waiting to store", e);
        }
    }

    /** Whether nothing waits and nothing was written for 100 ms: others may have the database for themselves. */
    public boolean isIdle() {
        return queue.isEmpty() && System.nanoTime() - committedAt > IDLE_NANOS;
    }

    /** Whether so many wait that whoever else uses the database should let them be first. */
    public boolean isPressed() {
        return queue.size() > largestGroup / PRESSING_SHARE;
    }

    private void commitAll() {
        var group = new ArrayList<Waiting<T>>(largestGroup);
        try {
            while (!closed || !queue.isEmpty()) {
                var first = queue.poll(CHECK_CLOSED_MS, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, largestGroup - 1);
                    commit(List.copyOf(group));
                    group.clear();
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted and ends", Thread.currentThread().getName());
        } finally {
            closed = true; // whatever ended it: nobody is to wait for it
        }
    }

    private void commit(List<Waiting<T>> group) throws InterruptedException {
        var items = new ArrayList<T>(group.size());
        group.forEach(waiting -> items.add(waiting.item));
        try {
            database.write(session -> {
                writer.write(session, items);
                return true;
            });
            committedAt = System.nanoTime();
            writer.committed();
            outcomes.put(new Outcome<>(group, null));
        } catch (RuntimeException | Error e) {
            writer.undone();
            if (group.size() == 1 || isAway(e)) {
                outcomes.put(new Outcome<>(group, e));
            } else {
                var half = group.size() / 2;
                commit(group.subList(0, half));
                commit(group.subList(half, group.size()));
            }
        }
    }

    private static boolean isAway(Throwable failure) {
        return failure instanceof EdgeException edge && edge.kind() == ErrorKind.SERVICE_UNAVAILABLE;
    }

    /** In a thread of its own, so that the next group is written while callers act on the last one. */
    private void completeAll() {
        try {
            for (var alive = true; alive || !outcomes.isEmpty(); alive = committing.isAlive()) {
                var outcome = outcomes.poll(CHECK_CLOSED_MS, TimeUnit.MILLISECONDS);
                if (outcome != null) {
                    complete(outcome);
                }
            }
            failRest();
        } catch (InterruptedException e) {
            LOG.warn("{} was interrupted and ends", Thread.currentThread().getName());
        }
    }

    /** What slipped into the queue while the last group was written. */
    private void failRest() {
        var rest = new ArrayList<Waiting<T>>();
        queue.drainTo(rest);
        complete(new Outcome<>(rest, beingClosed()));
    }

    private EdgeException beingClosed() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, database.place() + " is being closed");
    }

    private static <T> void complete(Outcome<T> outcome) {
        for (var waiting : outcome.group) {
            if (outcome.failure == null) {
                waiting.done.complete(null);
            } else {
                waiting.done.completeExceptionally(outcome.failure);
            }
        }
    }

    /** Takes no more, writes what waits and returns when all futures are complete. */
    @Override
    public void close() {
        closed = true;
        try {
            committing.join();
            completing.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("not all that waited has been seen written: interrupted");
        }
    }
}
