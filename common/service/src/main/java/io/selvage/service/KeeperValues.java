package io.selvage.service;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Configuration from core-keeper among the other sources of an environment. Where it changes, another takes its place: Spring
 * remembers the names in a source, and two threads that ask while those change may leave it with the former ones.
 */
final class KeeperValues extends EnumerablePropertySource<Map<String, String>> {

    KeeperValues(String name, Map<String, String> values) {
        super(name, Map.copyOf(values));
    }

    @Override
    public String[] getPropertyNames() {
        return getSource().keySet().toArray(String[]::new);
    }

    @Override
    public @Nullable Object getProperty(String name) {
        return getSource().get(name);
    }
}
