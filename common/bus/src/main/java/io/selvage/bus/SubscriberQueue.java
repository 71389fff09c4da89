package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What waits for one subscriber and the virtual thread that hands it over, for the transports to use. As many messages
 * as the window wait at most, and as many again are taken and not finished.
 *
 * @param <T> a message
 */
public final class SubscriberQueue<T> {

    private static final Logger LOG = LoggerFactory.getLogger(SubscriberQueue.class);

    private record Waiting<T>(T message, CompletableFuture<@Nullable Void> done) {}

    private final String name;
    private final Function<T, CompletionStage<?>> handler;
    private final int window;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition work = lock.newCondition();
    private final Condition idle = lock.newCondition();
    private final Deque<Waiting<T>> queue = new ArrayDeque<>();
    private int unfinished;
    private boolean closed;

    /** A queue whose thread starts at once; the name is for logs and failures. */
    public SubscriberQueue(String name, Function<T, CompletionStage<?>> handler, int window) {
        this.name = name;
        this.handler = handler;
        this.window = window;
        Thread.ofVirtual().name("bus " + name).start(this::work);
    }

    /**
     * Queues the message, waiting for room.
     *
     * @return completes when the handler has finished it; fails as the handler fails, or where the queue is closed
     */
    public CompletableFuture<@Nullable Void> offer(T message) throws InterruptedException {
        var done = new CompletableFuture<@Nullable Void>();
        lock.lockInterruptibly();
        try {
            while (!closed && queue.size() >= window) {
                room.await();
            }
            if (!closed) {
                queue.add(new Waiting<>(message, done));
                work.signal();
                return done;
            }
        } finally {
            lock.unlock();
        }
        done.completeExceptionally(gone());
        return done;
    }

    private EdgeException gone() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the subscriber of " + name + " has gone");
    }

    private void work() {
        for (var next = take(); next != null; next = take()) {
            handle(next);
        }
    }

    private @Nullable Waiting<T> take() {
        lock.lock();
        try {
            while (!closed && (queue.isEmpty() || unfinished >= window)) {
                work.awaitUninterruptibly();
            }
            if (closed) {
                return null;
            }
            unfinished++;
            room.signal();
            return queue.poll();
        } finally {
            lock.unlock();
        }
    }

    @SuppressWarnings("CatchingUnchecked") // also an Error must not end the delivery of all that follows
    private void handle(Waiting<T> next) {
        try {
            handler.apply(next.message).whenComplete((_, failure) -> finish(next, failure));
        } catch (Throwable e) {
            LOG.debug("handling of a message for {} failed", name, e);
            finish(next, e);
        }
    }

    /** Idle only when who handed the message in has been told. */
    private void finish(Waiting<T> next, @Nullable Throwable failure) {
        try {
            if (failure == null) {
                next.done.complete(null);
            } else {
                next.done.completeExceptionally(failure);
            }
        } finally {
            left();
        }
    }

    private void left() {
        lock.lock();
        try {
            unfinished--;
            work.signal();
            if (unfinished == 0 && queue.isEmpty()) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is queued or unfinished; false where the deadline ({@code nanoTime}) passes first. */
    public boolean awaitIdle(long deadline) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (unfinished > 0 || !queue.isEmpty()) {
                if (idle.awaitNanos(deadline - System.nanoTime()) <= 0) {
                    return false;
                }
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Hands out nothing more: what waits fails, what the handler has taken it may finish. */
    public void close() {
        List<Waiting<T>> left;
        lock.lock();
        try {
            closed = true;
            left = new ArrayList<>(queue);
            queue.clear();
            room.signalAll();
            work.signalAll();
            if (unfinished == 0) {
                idle.signalAll();
            }
        } finally {
            lock.unlock();
        }
        left.forEach(waiting -> waiting.done.completeExceptionally(gone()));
    }
}
