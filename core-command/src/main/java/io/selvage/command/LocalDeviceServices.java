package io.selvage.command;

import io.selvage.contracts.command.DeviceCommandApi;
import org.jspecify.annotations.Nullable;

/** The device services that run in the same JVM. A launcher of several services offers one as a bean. */
@FunctionalInterface
public interface LocalDeviceServices {

    /** The commands of the device service of that name, or null where it does not run here. Asked for each command. */
    @Nullable
    DeviceCommandApi find(String serviceName);
}
