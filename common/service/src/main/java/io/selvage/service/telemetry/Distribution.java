package io.selvage.service.telemetry;

import io.selvage.contracts.metric.Metric.Field;
import java.util.List;

/** Sizes or durations since the start of the service, of which it remembers five numbers, however many there are. */
public final class Distribution implements Meter {

    private final String kind;
    private long count;
    private long least;
    private long most;
    private double mean;
    private double squares;

    /** @param kind what its fields begin with */
    Distribution(String kind) {
        this.kind = kind;
    }

    /** Takes one more; durations in ns. */
    public synchronized void add(long value) {
        least = count == 0 ? value : Math.min(least, value);
        most = count == 0 ? value : Math.max(most, value);
        count++;
        var distance = value - mean;
        mean += distance / count;
        squares += distance * (value - mean);
    }

    @Override
    public synchronized List<Field> fields() {
        var variance = count == 0 ? 0 : squares / count;
        return List.of(
                field("count", count),
                field("min", least),
                field("max", most),
                field("mean", mean),
                field("stddev", Math.sqrt(variance)),
                field("variance", variance));
    }

    private Field field(String name, Number value) {
        return new Field(kind + "-" + name, value);
    }
}
