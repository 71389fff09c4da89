package io.selvage.service.telemetry;

import io.selvage.contracts.metric.Metric.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.DoubleSupplier;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * All that the service measures. It goes on whether reports are wanted or not; a name is reported where a key of {@code
 * Writable.Telemetry.Metrics} that it begins with is true. Names that share a key, such as {@code LastConnected-pump}, are
 * told apart by tags.
 */
public final class Metrics {

    /**
     * A metric.
     *
     * @param tags beside those of the service
     */
    record Registered(Map<String, String> tags, Meter meter) {}

    private final Map<String, Registered> byName = new ConcurrentSkipListMap<>();

    /** The counter of that name, which is made where there is none. */
    public Counter counter(String name, Map<String, String> tags) {
        return registered(name, tags, Counter.class, Counter::new);
    }

    /** The counter of that name without tags. */
    public Counter counter(String name) {
        return counter(name, Map.of());
    }

    /** The sizes of that name. */
    public Distribution histogram(String name, Map<String, String> tags) {
        return registered(name, tags, Distribution.class, () -> new Distribution("histogram"));
    }

    /** The durations of that name, in ns. */
    public Distribution timer(String name, Map<String, String> tags) {
        return registered(name, tags, Distribution.class, () -> new Distribution("timer"));
    }

    /** Reports what the supplier says at that time, in place of what had the name before. */
    public void gauge(String name, Map<String, String> tags, LongSupplier value) {
        put(name, tags, () -> List.of(new Field("gauge-value", value.getAsLong())));
    }

    /** As {@link #gauge} for fractions. */
    public void gaugeFloat64(String name, Map<String, String> tags, DoubleSupplier value) {
        put(name, tags, () -> List.of(new Field("gaugeFloat64-value", value.getAsDouble())));
    }

    /** Forgets what has the name. */
    public void remove(String name) {
        byName.remove(name);
    }

    private void put(String name, Map<String, String> tags, Meter meter) {
        byName.put(name, new Registered(Map.copyOf(tags), meter));
    }

    private <T extends Meter> T registered(String name, Map<String, String> tags, Class<T> type, Supplier<T> maker) {
        return type.cast(byName.computeIfAbsent(name, _ -> new Registered(Map.copyOf(tags), maker.get()))
                .meter());
    }

    /** By name, in its order; what is added or removed meanwhile may be in it or not. */
    Map<String, Registered> all() {
        return byName;
    }
}
