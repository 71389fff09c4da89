package io.selvage.device.sdk.testing.device;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.Required;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A driver whose resources are variables, which tells what it was called with and can be held up. */
public final class VariableDriver implements DeviceDriver {

    private final Map<String, Value> variables = new ConcurrentHashMap<>();
    private final Map<String, Semaphore> gates = new ConcurrentHashMap<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicReference<@Nullable ReadingSink> sink = new AtomicReference<>();
    private volatile Map<String, @Nullable Object> attributes = Map.of();

    /** Sets the variable that the resource stands for. */
    public void set(String resource, Value value) {
        variables.put(resource, value);
    }

    public Value get(String resource) {
        var value = variables.get(resource);
        return value == null ? new Value.Null() : value;
    }

    /** From now on each read of the device needs a permit. */
    public Semaphore gate(String device) {
        return gates.computeIfAbsent(device, _ -> new Semaphore(0));
    }

    /** What was called for known devices, such as {@code added pump}. */
    public Queue<String> calls() {
        return calls;
    }

    /** The attributes of the last request. */
    public Map<String, @Nullable Object> lastAttributes() {
        return attributes;
    }

    /** Pushes a reading. */
    public void push(PushedReadings readings) {
        Required.value(sink.get(), "sink").accept(readings);
    }

    @Override
    public void start(ReadingSink readings) {
        sink.set(readings);
    }

    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        calls.add("read " + device.name());
        var gate = gates.get(device.name());
        if (gate != null) {
            gate.acquireUninterruptibly();
        }
        attributes = requests.getFirst().attributes();
        return requests.stream()
                .map(request -> {
                    var value = get(request.resourceName());
                    if (value.equals(new Value.Text("broken"))) {
                        throw new IllegalStateException("the wire is cut");
                    }
                    return value;
                })
                .toList();
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        calls.add("write " + device.name());
        writes.forEach(write -> variables.put(write.resourceName(), write.value()));
    }

    @Override
    public void validate(Device device) {
        if (device.protocols().containsKey("wrong")) {
            throw Required.invalid("this driver has no protocol named wrong");
        }
    }

    @Override
    public void deviceAdded(Device device) {
        calls.add("added " + device.name());
    }

    @Override
    public void deviceUpdated(Device device) {
        calls.add("updated " + device.name());
    }

    @Override
    public void deviceRemoved(Device device) {
        calls.add("removed " + device.name());
    }

    @Override
    public void close() {
        calls.add("closed");
    }
}
