package io.selvage.bus.mqtt;

import io.selvage.bus.Complaints;
import io.selvage.bus.TopicFilter;
import io.selvage.bus.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a kept session delivers before the process has subscribed again. It waits unacknowledged, so that the broker
 * bounds its number; what nobody claims in time is left from an earlier configuration and dropped.
 */
final class Unclaimed {

    /** How long a service may take from its first connection to its last subscription. */
    static final Duration PATIENCE = Duration.ofSeconds(15);

    private static final Logger LOG = LoggerFactory.getLogger(Unclaimed.class);

    private final Complaints complaints = new Complaints(LOG);
    private List<Arrival> waiting = new ArrayList<>();
    private long bytes;
    private boolean over;

    synchronized void add(Arrival arrival) {
        if (over) {
            drop(arrival);
        } else {
            waiting.add(arrival);
            bytes += arrival.message().length;
        }
    }

    /** Waits until so many bytes more may wait here, or may be a subscription's; false where that is not so in time. */
    synchronized boolean awaitRoom(int more, Duration patience) throws InterruptedException {
        var deadline = System.nanoTime() + patience.toNanos();
        while (bytes > 0 && bytes + more > Window.mostBytes()) {
            var left = deadline - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            TimeUnit.NANOSECONDS.timedWait(this, left);
        }
        return true;
    }

    /** The messages that the filter means, in the order in which they came. */
    synchronized List<Arrival> claim(TopicFilter filter) {
        var claimed = new ArrayList<Arrival>();
        var rest = new ArrayList<Arrival>();
        for (var arrival : waiting) {
            (filter.matches(arrival.topic()) ? claimed : rest).add(arrival);
        }
        keep(rest);
        return claimed;
    }

    /** Nobody else will subscribe. */
    synchronized void expire() {
        over = true;
        waiting.forEach(this::drop);
        keep(new ArrayList<>());
    }

    /** The connection is lost: the broker delivers it all again. */
    synchronized void forget() {
        keep(new ArrayList<>());
    }

    private synchronized void keep(List<Arrival> rest) {
        waiting = rest;
        bytes = rest.stream().mapToLong(arrival -> arrival.message().length).sum();
        notifyAll();
    }

    private void drop(Arrival arrival) {
        complaints.warn("a message on " + arrival.topic() + " is dropped: nothing here is subscribed to it");
        arrival.delivery().finishPart();
    }
}
