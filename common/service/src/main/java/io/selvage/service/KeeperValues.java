package io.selvage.service;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/** Configuration from core-keeper among the other sources of an environment; all of it is replaced at once. */
final class KeeperValues extends EnumerablePropertySource<Object> {

    private final AtomicLong version;
    private volatile Map<String, String> values = Map.of();

    /** @param version grows with each change */
    KeeperValues(String name, AtomicLong version) {
        super(name, new Object());
        this.version = version;
    }

    void replace(Map<String, String> newValues) {
        if (!newValues.equals(values)) {
            values = Map.copyOf(newValues);
            version.incrementAndGet();
        }
    }

    Map<String, String> values() {
        return values;
    }

    @Override
    public String[] getPropertyNames() {
        return values.keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return values.get(name);
    }
}
