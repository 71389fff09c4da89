package io.selvage.system.standin;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;

/** Accepts every device and reaches none, like a driver on a network that is not there. */
public final class AbsentDevices implements DeviceDriver {

    @Override
    public void start(ReadingSink sink) {
        // no device speaks
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        throw absent(device);
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        throw absent(device);
    }

    private static EdgeException absent(Device device) {
        return new EdgeException(
                ErrorKind.COMMUNICATION_ERROR, device.name() + " is not available: it is a stand-in's");
    }

    @Override
    public void close() {
        // nothing is open
    }
}
