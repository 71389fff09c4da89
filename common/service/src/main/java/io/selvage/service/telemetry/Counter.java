package io.selvage.service.telemetry;

import io.selvage.contracts.metric.Metric.Field;
import java.util.List;
import java.util.concurrent.atomic.LongAdder;

/** Counts since the start of the service; cheap from many threads at once. */
public final class Counter implements Meter {

    private final LongAdder count = new LongAdder();

    /** Counts so many more. */
    public void add(long more) {
        count.add(more);
    }

    /** The count so far. */
    public long count() {
        return count.sum();
    }

    @Override
    public List<Field> fields() {
        return List.of(new Field("counter-count", count()));
    }
}
