package io.selvage.device.sdk.inventory;

import io.selvage.service.telemetry.Metrics;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** When each device last did what it was asked or sent something, in ns since the epoch; 0 where it has not yet. */
public final class LastConnected implements InventoryListener {

    private static final String METRIC = "LastConnected-";

    private final Map<String, AtomicLong> times = new ConcurrentHashMap<>();
    private final Metrics metrics;
    private final Clock clock;

    /** The times of devices, as metrics {@code LastConnected-DEVICE}. */
    public LastConnected(Metrics metrics, Clock clock) {
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public void put(KnownDevice device) {
        var name = device.name();
        var time = times.computeIfAbsent(name, _ -> new AtomicLong());
        metrics.gauge(METRIC + name, Map.of("device", name), time::get);
    }

    @Override
    public void removed(String deviceName) {
        times.remove(deviceName);
        metrics.remove(METRIC + deviceName);
    }

    /** The device has just answered or sent something. */
    public void isNow(String deviceName) {
        var time = times.get(deviceName);
        if (time != null) {
            time.set(ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant()));
        }
    }
}
