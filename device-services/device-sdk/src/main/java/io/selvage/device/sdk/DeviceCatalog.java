package io.selvage.device.sdk;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceResource;
import java.util.Optional;

/**
 * The devices of the service and their profiles, as core-metadata last told: for drivers whose devices speak by
 * themselves. A driver gets it as a parameter of its constructor. While the service does not know its devices yet, each
 * question ends with SERVICE_UNAVAILABLE.
 */
public interface DeviceCatalog {

    Optional<Device> device(String name);

    /** A resource of the device's profile; empty also where the device or its profile is not known. */
    Optional<DeviceResource> resource(String deviceName, String resourceName);

    /** A command of the device's profile; empty also where the device or its profile is not known. */
    Optional<DeviceCommand> command(String deviceName, String commandName);
}
