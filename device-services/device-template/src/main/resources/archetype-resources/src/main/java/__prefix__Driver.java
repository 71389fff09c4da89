package ${package};

import com.sun.management.OperatingSystemMXBean;
import io.selvage.contracts.device.Device;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Reads what the operating system knows of this machine: your protocol takes its place. */
final class ${prefix}Driver implements DeviceDriver {

    private final OperatingSystemMXBean machine =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Map<String, Value> notes = new ConcurrentHashMap<>();

    @Override
    public void start(ReadingSink sink) {
        // keep the sink if your devices send by themselves
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        return requests.stream().map(request -> read(device, request)).toList();
    }

    private Value read(Device device, ResourceRequest request) {
        var quantity = String.valueOf(request.attributes().get("quantity")); // the profile says it
        return switch (quantity) {
            case "load" -> new Value.Float64(machine.getCpuLoad());
            case "freeMemory" -> new Value.Int64(machine.getFreeMemorySize());
            case "note" -> notes.getOrDefault(device.name(), new Value.Text(""));
            default -> throw new IllegalArgumentException(
                    request.resourceName() + " has the attribute quantity " + quantity + ", which does not exist");
        };
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        writes.forEach(write -> notes.put(device.name(), write.value())); // the profile allows only Note
    }

    @Override
    public void close() {
        // end what start and the calls opened
    }
}
