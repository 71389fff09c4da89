package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber of the in-memory bus: its queue and the thread that empties it. */
final class InMemorySubscription {

    private static final Logger LOG = LoggerFactory.getLogger(InMemorySubscription.class);

    /** A message in the queue, or none: then its future completes when all before it is finished. */
    private record Waiting(@Nullable Message message, CompletableFuture<@Nullable Void> done) {}

    private final String name;
    private final Predicate<String> wanted;
    private final MessageHandler handler;
    private final BlockingQueue<Waiting> queue;
    private final int window;
    private final Semaphore unfinished;
    private volatile boolean closed;

    InMemorySubscription(String name, Predicate<String> wanted, MessageHandler handler, int window) {
        this.name = name;
        this.wanted = wanted;
        this.handler = handler;
        this.queue = new ArrayBlockingQueue<>(window);
        this.window = window;
        this.unfinished = new Semaphore(window);
        Thread.ofVirtual().name("bus " + name).start(this::work);
    }

    boolean wants(String topic) {
        return wanted.test(topic);
    }

    /** Queues the message, waiting for room; the future completes when the handler has finished it. */
    CompletableFuture<@Nullable Void> offer(Message message) throws InterruptedException {
        var waiting = new Waiting(message, new CompletableFuture<>());
        while (!closed) {
            if (queue.offer(waiting, 100, TimeUnit.MILLISECONDS)) {
                if (closed) {
                    failLeftOvers();
                }
                return waiting.done;
            }
        }
        failLeftOvers();
        return CompletableFuture.failedFuture(gone());
    }

    private EdgeException gone() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the subscriber of " + name + " has gone");
    }

    private void work() {
        try {
            while (!closed) {
                var next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next == null) {
                    continue;
                }
                var message = next.message;
                if (message == null) {
                    finishWhenIdle(next.done);
                } else {
                    unfinished.acquire();
                    handle(message, next.done);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the subscription of {} was interrupted and ends", name);
            closed = true;
        }
        failLeftOvers();
    }

    private void handle(Message message, CompletableFuture<@Nullable Void> done) {
        try {
            handler.handle(message).whenComplete((_, failure) -> finish(done, failure));
        } catch (RuntimeException e) {
            LOG.warn("handling of a message on {} failed: {}", message.topic(), e.toString());
            finish(done, e);
        }
    }

    private void finish(CompletableFuture<@Nullable Void> done, @Nullable Throwable failure) {
        unfinished.release();
        if (failure == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failure);
        }
    }

    private void finishWhenIdle(CompletableFuture<@Nullable Void> done) throws InterruptedException {
        while (!closed) {
            if (unfinished.tryAcquire(window, 100, TimeUnit.MILLISECONDS)) {
                unfinished.release(window);
                done.complete(null);
                return;
            }
        }
    }

    /** Waits until all that was offered so far is finished; false where the deadline (nanoTime) passes first. */
    boolean awaitIdle(long deadline) {
        var marker = new Waiting(null, new CompletableFuture<>());
        try {
            if (!queue.offer(marker, deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                return false;
            }
            marker.done.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            LOG.debug("the subscription of {} is not idle: {}", name, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void failLeftOvers() {
        for (var left = queue.poll(); left != null; left = queue.poll()) {
            left.done.completeExceptionally(gone());
        }
    }

    void close() {
        closed = true;
    }
}
