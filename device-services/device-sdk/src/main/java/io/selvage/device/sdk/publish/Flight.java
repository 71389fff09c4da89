package io.selvage.device.sdk.publish;

import io.selvage.contracts.error.EdgeException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The events that the bus has and that are not settled, oldest first. Guarded by the lock of its {@link Line}. */
final class Flight {

    private static final int WINDOW = 256;

    private final int mostSeats;
    private final Deque<Outgoing> events = new ArrayDeque<>();
    private int seats;
    private boolean failing;

    /** So many seats may be taken, or one event may fly that takes more. */
    Flight(int mostSeats) {
        this.mostSeats = mostSeats;
    }

    /** Whether the event may start: not while one that failed waits for the others to be answered. */
    boolean admits(Outgoing event) {
        return !failing && (events.isEmpty() || (events.size() < WINDOW && seats + event.seats <= mostSeats));
    }

    void start(Outgoing event) {
        events.add(event);
        seats += event.seats;
        event.pending = true;
    }

    /** The bus has answered; {@code fault} says why the event must be sent again, if it must. */
    void answered(Outgoing event, @Nullable EdgeException fault) {
        event.pending = false;
        event.fault = fault;
        event.settled = fault == null;
        failing |= fault != null;
        for (var oldest = events.peek(); oldest != null && oldest.settled; oldest = events.peek()) {
            seats -= events.remove().seats;
        }
    }

    /** Those that failed, in order, once all are answered: none is in flight then. */
    List<Outgoing> turnBack() {
        if (!failing || events.stream().anyMatch(event -> event.pending)) {
            return List.of();
        }
        var failed = events.stream().filter(event -> !event.settled).toList();
        events.clear();
        seats = 0;
        failing = false;
        return failed;
    }

    Stream<Outgoing> stream() {
        return events.stream();
    }

    int seats() {
        return seats;
    }
}
