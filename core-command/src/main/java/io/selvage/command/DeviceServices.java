package io.selvage.command;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.deviceservice.DeviceService;

/** How device services are reached. */
@FunctionalInterface
public interface DeviceServices {

    /** The commands of the service's devices. Its calls fail with COMMUNICATION_ERROR where the service is away. */
    DeviceCommandApi at(DeviceService service);
}
