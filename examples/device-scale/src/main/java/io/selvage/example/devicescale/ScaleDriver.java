package io.selvage.example.devicescale;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Scales that speak lines over TCP. {@code W?} asks for the weight and is answered {@code W 12.5 stable} or {@code W 12.5
 * moving}; {@code TARE 1.2} is answered {@code OK}, or {@code ERR} and a reason. Whoever presses the scale's key makes it
 * send {@code PRINT 12.5} by itself.
 */
final class ScaleDriver implements DeviceDriver {

    private final Map<String, ScaleLine> lines = new ConcurrentHashMap<>();
    private @Nullable ReadingSink sink;

    @Override
    public void start(ReadingSink readings) {
        sink = readings;
    }

    /** One exchange gives all that is asked for: the weight and whether it is stable come in one line. */
    @Override
    public List<Value> read(Device device, List<ResourceRequest> requests) {
        var answer = line(device).ask("W?").split(" ");
        if (answer.length != 3 || !answer[0].equals("W")) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, device.name() + " answered W? with " + String.join(" ", answer));
        }
        return requests.stream().map(request -> value(request, answer)).toList();
    }

    private static Value value(ResourceRequest request, String[] answer) {
        var field = String.valueOf(request.attributes().get("field"));
        return switch (field) {
            case "weight" -> new Value.Float64(Double.parseDouble(answer[1]));
            case "stable" -> new Value.Bool(answer[2].equals("stable"));
            default -> throw new IllegalArgumentException("a scale has no field " + field + " to read");
        };
    }

    @Override
    public void write(Device device, List<ResourceWrite> writes) {
        for (var write : writes) {
            if (!(write.value() instanceof Value.Float64(var kilograms))) {
                throw new IllegalArgumentException("a scale takes no " + write.resourceName());
            }
            var answer = line(device).ask("TARE " + kilograms);
            if (!answer.equals("OK")) {
                throw new EdgeException(ErrorKind.SERVER_ERROR, device.name() + " refused the tare: " + answer);
            }
        }
    }

    @Override
    public void validate(Device device) {
        ScaleAddress.of(device);
    }

    /** A connection from the start on, so that the scale's key is heard; where it fails, the next read tries again. */
    @Override
    public void deviceAdded(Device device) {
        line(device).listen();
    }

    @Override
    public void deviceUpdated(Device device) {
        deviceRemoved(device);
        deviceAdded(device);
    }

    @Override
    public void deviceRemoved(Device device) {
        var line = lines.remove(device.name());
        if (line != null) {
            line.close();
        }
    }

    @Override
    public void close() {
        lines.values().forEach(ScaleLine::close);
    }

    private ScaleLine line(Device device) {
        return lines.computeIfAbsent(
                device.name(), name -> new ScaleLine(ScaleAddress.of(device), weight -> printed(name, weight)));
    }

    /** Whoever reads the line calls it, and must not wait until the event has arrived: an answer may be the next line. */
    private void printed(String device, double weight) {
        var readings = sink;
        if (readings != null) {
            var _ = readings.submit(PushedReadings.of(device, "Printed", new Value.Float64(weight)));
        }
    }
}
