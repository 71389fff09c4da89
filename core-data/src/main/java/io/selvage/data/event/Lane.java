package io.selvage.data.event;

import io.selvage.bus.EncodedPayload;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.SharedEventApi;
import io.selvage.contracts.event.SharedEvents;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way to another process, some at a time and in order. Where that fails, they and all later ones are
 * stored by this process; what the other stored of them is there already, and nothing happens to it. The bus hands over no
 * more than its window before some are finished: that bounds what waits here.
 */
final class Lane {

    private static final Logger LOG = LoggerFactory.getLogger(Lane.class);
    private static final int MOST = 256;
    private static final int MOST_BYTES = 1 << 20;

    private record Waiting(Message message, String bytes, CompletableFuture<@Nullable Void> done) {}

    private final String url;
    private final SharedEventApi other;
    private final MessageHandler own;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final Deque<Waiting> queue = new ArrayDeque<>();
    private boolean failed;
    private boolean closed;

    /** The way to the process at the URL, and what stores messages in this one. */
    Lane(String url, SharedEventApi other, MessageHandler own) {
        this.url = url;
        this.other = other;
        this.own = own;
        Thread.ofVirtual().name("events to " + url).start(this::send);
    }

    CompletionStage<?> take(Message message) {
        lock.lock();
        try {
            if (closed) {
                throw ended();
            }
            if (!failed) {
                var waiting = new Waiting(message, encoded(message), new CompletableFuture<>());
                queue.add(waiting);
                change.signal();
                return waiting.done;
            }
        } finally {
            lock.unlock();
        }
        return own.handle(message);
    }

    boolean hasFailed() {
        lock.lock();
        try {
            return failed;
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        try {
            for (var batch = next(); !batch.isEmpty(); batch = next()) {
                if (!sent(batch)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            close();
        }
    }

    private boolean sent(List<Waiting> batch) {
        var entries = batch.stream()
                .map(waiting -> new SharedEvents.Entry(waiting.message.topic(), waiting.bytes))
                .toList();
        try {
            other.store(new SharedEvents(entries));
        } catch (EdgeException e) {
            LOG.warn("{} stores no events, so this process does: {}", url, e.text());
            storeHere(batch);
            return false;
        } catch (RuntimeException e) {
            LOG.error("{} stores no events, so this process does", url, e);
            storeHere(batch);
            return false;
        }
        batch.forEach(waiting -> waiting.done.complete(null));
        return true;
    }

    /** All of the message as it came from the broker, in base64. */
    private static String encoded(Message message) {
        var bytes = message.envelope().payload() instanceof EncodedPayload encoded
                ? encoded.message()
                : message.envelope().bytes();
        return Base64.getEncoder().encodeToString(bytes);
    }

    /** With the lock, so that later ones come behind these. */
    private void storeHere(List<Waiting> batch) {
        lock.lock();
        try {
            failed = true;
            var all = new ArrayList<>(batch);
            all.addAll(queue);
            queue.clear();
            for (var waiting : all) {
                storeHere(waiting);
            }
        } finally {
            lock.unlock();
        }
    }

    private void storeHere(Waiting waiting) {
        try {
            var _ = own.handle(waiting.message).whenComplete((_, failure) -> {
                if (failure == null) {
                    waiting.done.complete(null);
                } else {
                    waiting.done.completeExceptionally(failure);
                }
            });
        } catch (RuntimeException e) { // the others of the batch are to be stored all the same
            waiting.done.completeExceptionally(e);
        }
    }

    /** The next that wait, none where this is closed. */
    private List<Waiting> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (queue.isEmpty() && !closed) {
                change.await();
            }
            var batch = new ArrayList<Waiting>();
            var size = 0;
            for (var first = queue.peek(); first != null && !closed; first = queue.peek()) {
                size += first.bytes.length();
                if (batch.size() == MOST || (!batch.isEmpty() && size > MOST_BYTES)) {
                    break;
                }
                batch.add(queue.remove());
            }
            return batch;
        } finally {
            lock.unlock();
        }
    }

    /** Fails what waits: the bus keeps it. */
    void close() {
        lock.lock();
        try {
            closed = true;
            change.signalAll();
            queue.forEach(waiting -> waiting.done.completeExceptionally(ended()));
            queue.clear();
        } finally {
            lock.unlock();
        }
    }

    private static EdgeException ended() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "this process hands no events on any more");
    }
}
