package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber of the in-memory bus: its queue and the thread that empties it. */
final class InMemorySubscription {

    private static final Logger LOG = LoggerFactory.getLogger(InMemorySubscription.class);

    private record Waiting(Message message, CompletableFuture<@Nullable Void> done) {}

    private final String name;
    private final Predicate<String> wanted;
    private final MessageHandler handler;
    private final BlockingQueue<Waiting> queue;
    private final Semaphore unfinished;
    private volatile boolean closed;

    InMemorySubscription(String name, Predicate<String> wanted, MessageHandler handler, int window) {
        this.name = name;
        this.wanted = wanted;
        this.handler = handler;
        this.queue = new ArrayBlockingQueue<>(window);
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
        return CompletableFuture.completedFuture(null);
    }

    private void work() {
        try {
            while (!closed) {
                var next = queue.poll(100, TimeUnit.MILLISECONDS);
                if (next != null) {
                    unfinished.acquire();
                    handle(next);
                }
            }
        } catch (InterruptedException e) {
            LOG.warn("the subscription of {} was interrupted and ends", name);
            closed = true;
        }
        failLeftOvers();
    }

    private void handle(Waiting next) {
        try {
            handler.handle(next.message).whenComplete((_, failure) -> finish(next, failure));
        } catch (RuntimeException e) {
            LOG.warn("handling of a message on {} failed: {}", next.message.topic(), e.toString());
            finish(next, e);
        }
    }

    private void finish(Waiting next, @Nullable Throwable failure) {
        unfinished.release();
        if (failure == null) {
            next.done.complete(null);
        } else {
            next.done.completeExceptionally(failure);
        }
    }

    private void failLeftOvers() {
        for (var left = queue.poll(); left != null; left = queue.poll()) {
            left.done.completeExceptionally(
                    new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the subscriber of " + name + " has gone"));
        }
    }

    void close() {
        closed = true;
    }
}
