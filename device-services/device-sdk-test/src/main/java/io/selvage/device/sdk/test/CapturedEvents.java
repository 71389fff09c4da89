package io.selvage.device.sdk.test;

import io.selvage.contracts.event.Event;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** The events that arrived and were not taken yet, of which the oldest are dropped when there are more than 10,000. */
final class CapturedEvents {

    private static final int MOST_EVENTS = 10_000;
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final LinkedBlockingDeque<Event> events = new LinkedBlockingDeque<>(MOST_EVENTS);

    void keep(Event event) {
        while (!events.offer(event)) {
            events.poll(); // a test that runs long wants the newest
        }
    }

    /** Takes events until one is wanted; fails, and names what is missing, after 10 s. */
    Event next(Predicate<Event> wanted, String what) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (true) {
                var event = events.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
                if (event == null) {
                    throw new AssertionError("no " + what + " within " + PATIENCE.toSeconds() + " s");
                }
                if (wanted.test(event)) {
                    return event;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for an " + what, e);
        }
    }

    List<Event> all() {
        return List.copyOf(events);
    }

    void clear() {
        events.clear();
    }
}
