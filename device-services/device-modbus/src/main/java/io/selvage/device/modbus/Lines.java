package io.selvage.device.modbus;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for each endpoint, kept while a device uses it. */
final class Lines implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lines.class);

    private @Nullable Threads threads; // none before the first exchange: a service without devices has no use for them
    private final Map<String, Line> lines = new HashMap<>();
    private final Map<String, String> endpointByDevice = new HashMap<>();

    synchronized Line of(Unit unit) {
        var running = threads == null ? Threads.start() : threads;
        threads = running;
        return lines.computeIfAbsent(unit.link().endpoint(), endpoint -> new Line(endpoint, running));
    }

    /** Notes which endpoint the device uses from now on. */
    void use(Device device) {
        try {
            move(device, Unit.of(device).link().endpoint());
        } catch (EdgeException e) {
            LOG.warn("{}", e.text());
            move(device, null);
        }
    }

    /** Notes that the device uses none any more. */
    void leave(Device device) {
        move(device, null);
    }

    private void move(Device device, @Nullable String endpoint) {
        var unused = moved(device, endpoint);
        if (unused != null) {
            unused.close();
        }
    }

    private synchronized @Nullable Line moved(Device device, @Nullable String endpoint) {
        var before = endpoint == null
                ? endpointByDevice.remove(device.name())
                : endpointByDevice.put(device.name(), endpoint);
        return before == null || endpointByDevice.containsValue(before) ? null : lines.remove(before);
    }

    /** Closes all connections; a second time it does nothing. */
    @Override
    public void close() {
        openLines().forEach(Line::close);
        var running = taken();
        if (running != null) {
            running.close();
        }
    }

    private synchronized List<Line> openLines() {
        return List.copyOf(lines.values());
    }

    private synchronized @Nullable Threads taken() {
        var running = threads;
        threads = null;
        lines.clear();
        return running;
    }
}
