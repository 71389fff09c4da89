package io.selvage.device.sdk;

/** Where a driver pushes readings that no command or AutoEvent asked for. */
@FunctionalInterface
public interface ReadingSink {

    /**
     * Takes the readings of one event, to be transformed and published like those of a read. Waits while the SDK's
     * bounded buffer is full.
     */
    void accept(PushedReadings readings);
}
