package io.selvage.device.virtual;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Devices that are nothing but memory, with the semantics of EdgeX's device-virtual. */
final class VirtualDriver implements DeviceDriver {

    private final Map<String, VirtualDevice> devices = new ConcurrentHashMap<>();

    @Override
    public void start(ReadingSink sink) {
        // virtual devices speak only when they are asked
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        var virtual = virtual(device);
        return requests.stream()
                .map(request -> virtual.read(request.resource()))
                .toList();
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        var virtual = virtual(device);
        for (var write : writes) {
            check(write);
            virtual.write(write.resourceName(), write.value());
        }
    }

    /**
     * As in EdgeX null is no value, but for an Object. Bytes are never written: core-metadata takes no profile by which they
     * could be.
     */
    private static void check(ResourceWrite write) {
        if (write.value() instanceof Value.Null && write.type() != ValueType.OBJECT) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "resource " + write.resourceName() + " needs a value, not null");
        }
    }

    private VirtualDevice virtual(Device device) {
        return devices.computeIfAbsent(device.name(), _ -> new VirtualDevice());
    }

    /** As in EdgeX an update sets the device back to its defaults. */
    @Override
    public void deviceUpdated(Device device) {
        devices.put(device.name(), new VirtualDevice());
    }

    @Override
    public void deviceRemoved(Device device) {
        devices.remove(device.name());
    }

    @Override
    public void close() {
        devices.clear();
    }
}
