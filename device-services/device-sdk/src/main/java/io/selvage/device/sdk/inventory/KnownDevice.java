package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import org.jspecify.annotations.Nullable;

/**
 * A device with its profile.
 *
 * @param profile null where the device names none
 */
public record KnownDevice(Device device, @Nullable KnownProfile profile) {

    public String name() {
        return device.name();
    }

    public boolean isDown() {
        return device.operatingState() == OperatingState.DOWN;
    }
}
