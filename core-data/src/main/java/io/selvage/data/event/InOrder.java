package io.selvage.data.event;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.Event;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stores events in the order in which they are handed in. While the database is away all wait, the later ones behind
 * those that failed; an event that fails though the database is there is tried a few times and then given back.
 */
final class InOrder {

    private static final Logger LOG = LoggerFactory.getLogger(InOrder.class);

    /** How often an event is tried that fails while the database is there: its transaction may only have been unlucky. */
    private static final int TRIES = 4;

    private static final long PAUSE_MS = 500;

    private final Events events;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private final PriorityQueue<Pending> waiting = new PriorityQueue<>(Comparator.comparingLong(one -> one.number));
    private long handedIn;
    private int underWay;
    private boolean behind;
    private boolean stopped;

    InOrder(Events events) {
        this.events = events;
    }

    private record Pending(long number, Event event, CompletableFuture<@Nullable Void> done) {}

    /**
     * Hands an event in, those whose order matters by one thread at a time; may wait while many others wait.
     *
     * @return completes when it is on disk; fails with SERVICE_UNAVAILABLE only after {@link #stop}, otherwise where it
     *     can never be stored
     */
    CompletableFuture<@Nullable Void> add(Event event) {
        Pending pending;
        lock.lock();
        try {
            pending = new Pending(handedIn++, event, new CompletableFuture<>());
            if (behind && !stopped) {
                waiting.add(pending);
                return pending.done;
            }
            underWay++;
        } finally {
            lock.unlock();
        }
        store(pending, 1);
        return pending.done;
    }

    /** Without the lock: this waits for others, who need it. */
    private void store(Pending pending, int attempt) {
        var _ = added(pending.event).whenComplete((_, failure) -> {
            if (failure == null) {
                finished(null);
                pending.done.complete(null);
                return;
            }
            var reason = EdgeException.of(failure, ErrorKind.DATABASE_ERROR);
            if (reason.kind() == ErrorKind.SERVICE_UNAVAILABLE) {
                away(pending, reason);
            } else if (attempt < TRIES) {
                Thread.startVirtualThread(() -> store(pending, attempt + 1));
            } else {
                finished(null);
                pending.done.completeExceptionally(reason);
            }
        });
    }

    private CompletableFuture<@Nullable Void> added(Event event) {
        try {
            return events.add(event);
        } catch (RuntimeException e) { // whatever it is, this event is not under way any more
            return CompletableFuture.failedFuture(e);
        }
    }

    private void away(Pending pending, EdgeException reason) {
        if (!finished(pending)) {
            pending.done.completeExceptionally(reason);
        } else if (isFirstBehind()) {
            LOG.warn("events wait with the broker until the database is back: {}", reason.text());
            Thread.ofVirtual().name("events catch up").start(this::catchUp);
        }
    }

    /** One is not under way any more, and waits where it is given; false where nothing waits any more. */
    private boolean finished(@Nullable Pending again) {
        lock.lock();
        try {
            underWay--;
            change.signalAll();
            return again == null || (!stopped && waiting.add(again));
        } finally {
            lock.unlock();
        }
    }

    private boolean isFirstBehind() {
        lock.lock();
        try {
            var first = !behind;
            behind = true;
            return first;
        } finally {
            lock.unlock();
        }
    }

    private void catchUp() {
        try {
            for (var next = next(); !next.isEmpty(); next = next()) {
                next.forEach(pending -> store(pending, 1));
            }
            LOG.info("events are stored again");
        } catch (InterruptedException e) {
            LOG.warn("waiting events are left to the broker");
            stop();
        }
    }

    /** All that wait, in order, when nothing is under way; none where nothing waits any more. */
    private List<Pending> next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (underWay > 0) {
                change.await();
            }
            var left = waiting.isEmpty() ? 0 : TimeUnit.MILLISECONDS.toNanos(PAUSE_MS);
            while (left > 0 && !stopped) {
                left = change.awaitNanos(left);
            }
            var all = new ArrayList<Pending>(waiting.size());
            for (var first = waiting.poll(); first != null; first = waiting.poll()) {
                all.add(first);
            }
            underWay += all.size();
            behind = !all.isEmpty();
            return all;
        } finally {
            lock.unlock();
        }
    }

    /** Fails what waits: the bus keeps it. */
    void stop() {
        List<Pending> left;
        lock.lock();
        try {
            stopped = true;
            left = List.copyOf(waiting);
            waiting.clear();
            change.signalAll();
        } finally {
            lock.unlock();
        }
        left.forEach(pending -> pending.done.completeExceptionally(
                new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the service stops")));
    }
}
