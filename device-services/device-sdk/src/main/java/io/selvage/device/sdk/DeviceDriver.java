package io.selvage.device.sdk;

import io.selvage.contracts.device.Device;
import java.util.List;

/**
 * Speaks one protocol. The SDK owns all state (devices, profiles, schedules, locks) and the wire; a driver needs no
 * threads and no JSON: a method returns when the work is done, or throws. Calls come on virtual threads and may block: at
 * most one at a time for each device, those for different devices at the same time; a device that does not answer should
 * fail the call after a time that its protocol properties set.
 *
 * <p>Whatever {@link #read} and {@link #write} throw is answered with status 500 and its message, as in EdgeX: say in it
 * what an operator needs to know.
 */
public interface DeviceDriver extends AutoCloseable {

    /** Called once, before any other method; keep {@code sink} to push readings that no one asked for. */
    void start(ReadingSink sink);

    /** Reads the resources, in as few exchanges with the device as it takes; one value for each, in the same order. */
    List<Value> read(Device device, List<ResourceRequest> requests);

    /** Writes the values, in the order given; the first failure is thrown and what follows is not written. */
    void write(Device device, List<ResourceWrite> writes);

    /**
     * Throws CONTRACT_INVALID if the device's protocol properties cannot work; connects to nothing. May come while another
     * call for a device of that name is under way.
     */
    default void validate(Device device) {}

    /** Tells of a device: each one known when the service starts, and each one added later. */
    default void deviceAdded(Device device) {}

    /** Tells that the device, or its profile, has changed; what was kept of it may be out of date. */
    default void deviceUpdated(Device device) {}

    /** Tells that the device is gone; it is not named in any later call. */
    default void deviceRemoved(Device device) {}

    /** Ends what {@link #start} and the calls opened. No call comes later, but this one again. */
    @Override
    void close();
}
