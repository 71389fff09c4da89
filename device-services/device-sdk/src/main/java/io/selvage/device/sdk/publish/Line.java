package io.selvage.device.sdk.publish;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.spool.SpoolLog.Mark;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The order of events on their way: first those that the bus has; then those that it failed to take, which are sent again
 * when it has no others; then, while the spool is in use, those read back from it, and otherwise the fresh ones. Only
 * {@link #next} and {@link #awaitChange} wait.
 */
final class Line {

    /** To wait until something happens. */
    static final long FOR_EVER = Long.MAX_VALUE;

    private static final Logger LOG = LoggerFactory.getLogger(Line.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition sendable = lock.newCondition();
    private final Condition change = lock.newCondition();
    private final Flight flight;
    private final Deque<Outgoing> again = new ArrayDeque<>();
    private final Deque<Outgoing> readBack = new ArrayDeque<>();
    private final Deque<Outgoing> fresh = new ArrayDeque<>();

    /** Those of the others, but fresh ones, that are on disk, in its order. */
    private final Deque<Outgoing> onDisk = new ArrayDeque<>();

    private @Nullable Mark done;
    private boolean spooling;
    private boolean changed;
    private boolean inNoHurry;
    private long resumeAt = System.nanoTime();
    private Duration pause = FIRST_PAUSE;

    /** An empty line; so many seats may be taken by what the bus has. */
    Line(int mostSeats) {
        this.flight = new Flight(mostSeats);
    }

    /** Takes an event in at the end. */
    void add(Outgoing event) {
        lock.lock();
        try {
            fresh.add(event);
            sendable.signal();
            if (spooling || !inNoHurry) {
                signalChange();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Takes an event in that was read from disk; one that is settled is not sent. */
    void addReadBack(Outgoing event) {
        lock.lock();
        try {
            onDisk.add(event);
            if (event.settled) {
                noteDone();
            } else {
                readBack.add(event);
                sendable.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits for the next event that may be handed to the bus, and counts it as handed over; for one thread. */
    Outgoing next() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (true) {
                var source = !again.isEmpty() ? again : spooling ? readBack : fresh;
                var first = source.peek();
                var rest = again.isEmpty() ? 0 : resumeAt - System.nanoTime();
                if (rest > 0) {
                    var _ = sendable.awaitNanos(rest);
                } else if (first == null || !flight.admits(first)) {
                    sendable.await();
                } else {
                    flight.start(source.remove());
                    return first;
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** The bus has answered; what it refused for good is dropped. */
    void answered(Outgoing event, @Nullable Throwable failure) {
        var reason = failure == null ? null : EdgeException.of(failure, ErrorKind.COMMUNICATION_ERROR);
        var fault = reason != null && reason.kind().statusCode() >= 500 ? reason : null;
        lock.lock();
        try {
            flight.answered(event, fault);
            if (fault == null) {
                pause = FIRST_PAUSE;
            }
            turnBack();
            noteDone();
            sendable.signal();
        } finally {
            lock.unlock();
        }
        if (fault == null) {
            tell(event, reason);
        }
    }

    private static void tell(Outgoing event, @Nullable EdgeException refusal) {
        if (refusal == null) {
            event.safe.complete(null);
        } else {
            LOG.error("an event on {} is not sent again, it was refused: {}", event.topic, refusal.text());
            event.safe.completeExceptionally(refusal);
        }
    }

    private void turnBack() {
        var failed = flight.turnBack();
        if (failed.isEmpty()) {
            return;
        }
        var fault = failed.getFirst().fault;
        LOG.warn(
                "{} events are not acknowledged, {} wait; next attempt in {} ms: {}",
                failed.size(),
                again.size() + readBack.size() + fresh.size(),
                pause.toMillis(),
                fault == null ? "" : fault.text());
        failed.reversed().forEach(again::addFirst);
        resumeAt = System.nanoTime() + pause.toNanos();
        var twice = pause.multipliedBy(2);
        pause = twice.compareTo(LONGEST_PAUSE) < 0 ? twice : LONGEST_PAUSE;
    }

    private void noteDone() {
        for (var first = onDisk.peek(); first != null && first.settled; first = onDisk.peek()) {
            done = onDisk.remove().mark;
        }
        if (spooling) {
            signalChange();
        }
    }

    /** From now on fresh events go to disk and are sent from there; or no longer. */
    void spooling(boolean on) {
        lock.lock();
        try {
            spooling = on;
            sendable.signal();
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until something happened that concerns the disk, or for so many ns. While the spool is not in use that is only
     * the first event after {@link #FOR_EVER}.
     */
    void awaitChange(long nanos) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            var left = nanos;
            inNoHurry = nanos < FOR_EVER;
            while (!changed && left > 0) {
                left = change.awaitNanos(left);
            }
            inNoHurry = false;
            changed = false;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the wait in {@link #awaitChange}. */
    void wake() {
        lock.lock();
        try {
            signalChange();
        } finally {
            lock.unlock();
        }
    }

    private void signalChange() {
        changed = true;
        change.signal();
    }

    /** The events that are neither acknowledged nor on disk, oldest first. */
    List<Outgoing> unsafe() {
        lock.lock();
        try {
            return Stream.concat(unsafeSent(), fresh.stream()).toList();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest events that are neither acknowledged nor on disk: those that were sent before, or else the fresh ones. */
    List<Outgoing> toStore(boolean sent, int most) {
        lock.lock();
        try {
            return (sent ? unsafeSent() : fresh.stream()).limit(most).toList();
        } finally {
            lock.unlock();
        }
    }

    private Stream<Outgoing> unsafeSent() {
        return Stream.concat(flight.stream(), again.stream()).filter(event -> !event.settled && event.mark == null);
    }

    /** The events are on disk, each at its place; fresh ones are to be read back from there. */
    void stored(List<Outgoing> events, List<Mark> marks) {
        lock.lock();
        try {
            for (var i = 0; i < events.size(); i++) {
                var event = events.get(i);
                event.mark = marks.get(i);
                if (event == fresh.peek()) {
                    fresh.remove();
                } else {
                    onDisk.add(event);
                }
            }
            noteDone();
        } finally {
            lock.unlock();
        }
        events.forEach(event -> event.safe.complete(null));
    }

    /** Forgets an event that was not sent, for good. */
    void drop(Outgoing event, EdgeException refusal) {
        lock.lock();
        try {
            event.settled = true;
            fresh.remove(event);
        } finally {
            lock.unlock();
        }
        tell(event, refusal);
    }

    /** How many seats those take that were read from disk or sent. */
    int seatsInHand() {
        lock.lock();
        try {
            var waiting = Stream.concat(again.stream(), readBack.stream());
            return flight.seats() + waiting.mapToInt(event -> event.seats).sum();
        } finally {
            lock.unlock();
        }
    }

    /** The place up to which all on disk is settled, if that has changed since the last call. */
    @Nullable
    Mark takeDone() {
        lock.lock();
        try {
            var mark = done;
            done = null;
            return mark;
        } finally {
            lock.unlock();
        }
    }
}
