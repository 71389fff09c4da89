package io.selvage.device.sdk.publish;

import io.selvage.bus.Envelope;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.spool.SpoolLog.Mark;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** One event on its way. What changes is guarded by the lock of its {@link Line}. */
final class Outgoing {

    final String topic;
    final Envelope envelope;
    final int seats;
    final long since = System.nanoTime();

    /** Completes when the event is acknowledged or on disk; fails where it is refused for good. */
    final CompletableFuture<@Nullable Void> safe = new CompletableFuture<>();

    /** Handed to the bus, which has not answered yet. */
    boolean pending;

    /** Acknowledged, or refused for good. */
    boolean settled;

    /** Why it must be sent again. */
    @Nullable
    EdgeException fault;

    /** Its place on disk, if it is there. */
    @Nullable
    Mark mark;

    Outgoing(String topic, Envelope envelope, int seats) {
        this.topic = topic;
        this.envelope = envelope;
        this.seats = seats;
    }

    /** Which event it is, for logs: its topic ends with the device and the resource or command that was read. */
    String name() {
        var levels = topic.split("/", -1);
        return levels.length < 2
                ? "an event on " + topic
                : "an event of device " + levels[levels.length - 2] + ", " + levels[levels.length - 1];
    }
}
