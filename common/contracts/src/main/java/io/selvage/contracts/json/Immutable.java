package io.selvage.contracts.json;

import io.selvage.contracts.error.Required;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Unmodifiable copies that keep the order and allow JSON's null, unlike {@code Map.copyOf}; deep for maps and lists. */
public final class Immutable {

    private Immutable() {}

    /** A copy of the list; an empty one for null. CONTRACT_INVALID where an item is null. */
    public static <T> List<T> list(@Nullable Collection<T> items) {
        if (items == null || items.isEmpty()) {
            return List.of();
        }
        if (items instanceof JsonList<T> unread) {
            return unread;
        }
        for (var item : items) {
            Required.value(item, "each list item");
        }
        return Collections.unmodifiableList(new ArrayList<>(items));
    }

    /** A deep copy of the map; an empty one for null. */
    public static <V extends @Nullable Object> Map<String, V> map(@Nullable Map<String, V> entries) {
        if (entries == null || entries.isEmpty()) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, V>(entries.size() * 2);
        entries.forEach((key, value) -> copy.put(key, copyOf(value)));
        return Collections.unmodifiableMap(copy);
    }

    @SuppressWarnings("unchecked")
    private static <V extends @Nullable Object> V copyOf(V value) {
        if (value instanceof Map<?, ?> map) {
            return (V) map((Map<String, @Nullable Object>) map);
        }
        if (value instanceof List<?> list) {
            var copy = new ArrayList<@Nullable Object>(list.size());
            for (Object item : list) {
                copy.add(copyOf(item));
            }
            return (V) Collections.unmodifiableList(copy);
        }
        return value;
    }
}
