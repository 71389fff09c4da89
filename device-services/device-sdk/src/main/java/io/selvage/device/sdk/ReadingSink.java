package io.selvage.device.sdk;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * Where a driver pushes readings that no command or AutoEvent asked for. Readings that nobody can ever take (of an unknown
 * device, of no valid value) are dropped and logged.
 */
@FunctionalInterface
public interface ReadingSink {

    /**
     * Takes the readings of one event, to be transformed and published like those of a read. Returns when the event is
     * acknowledged by the message bus or is on disk; so a driver may then tell its device that the readings have arrived.
     * Waits while neither has room.
     *
     * @throws io.selvage.contracts.error.EdgeException SERVICE_UNAVAILABLE where the service ends before
     */
    void accept(PushedReadings readings);

    /**
     * As {@link #accept}, for drivers with many readings at once: returns when the event has its place in the order, and
     * waits only for that.
     *
     * @return completes when {@link #accept} would have returned; fails with an EdgeException of a kind below 500 where the
     *     readings are dropped, which the log says too
     */
    default CompletionStage<@Nullable Void> submit(PushedReadings readings) {
        accept(readings);
        return CompletableFuture.completedFuture(null);
    }

    /**
     * As {@link #accept}, for a device that waits for an answer: waits no longer than {@code Service.RequestTimeout}, and
     * tells what {@code accept} leaves to the log.
     *
     * @throws io.selvage.contracts.error.EdgeException of a kind below 500 where nobody can ever take the readings;
     *     SERVICE_UNAVAILABLE where neither the bus nor the disk took them in time: the device must send them again, and
     *     they may then be there twice
     */
    default void acceptInTime(PushedReadings readings) {
        accept(readings);
    }
}
