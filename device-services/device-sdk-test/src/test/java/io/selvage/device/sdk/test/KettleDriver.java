package io.selvage.device.sdk.test;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.Discovering;
import io.selvage.device.sdk.FoundDevice;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Kettles that boil what is written to them. */
final class KettleDriver implements DeviceDriver, Discovering {

    private final Map<String, Value> values = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable ReadingSink> sink = new AtomicReference<>();
    private final boolean broken;

    KettleDriver(boolean broken) {
        this.broken = broken;
    }

    @Override
    public void start(ReadingSink readings) {
        if (broken) {
            throw new IllegalStateException("no kettle bus in this machine");
        }
        sink.set(readings);
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        return requests.stream()
                .map(request -> values.getOrDefault(request.resourceName(), new Value.Float64(20)))
                .toList();
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        writes.forEach(write -> values.put(write.resourceName(), write.value()));
        var listener = sink.get();
        if (listener != null) {
            listener.accept(PushedReadings.of(device.name(), "Whistle", new Value.Bool(true)));
        }
    }

    @Override
    public void validate(Device device) {
        if (!device.protocols().containsKey("kettle")) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, "a kettle needs the protocol kettle");
        }
    }

    @Override
    public void discover(Search search) {
        search.found(new FoundDevice("found", "", Map.of("kettle", Map.of("Room", "kitchen")), List.of()));
    }

    @Override
    public void close() {
        values.clear();
    }
}
