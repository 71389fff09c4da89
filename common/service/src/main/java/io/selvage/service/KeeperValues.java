package io.selvage.service;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.core.env.EnumerablePropertySource;

/**
 * Configuration from core-keeper or Consul among the other sources of an environment. Where it changes, another takes its place:
 * Spring remembers the names in a source, and two threads that ask while those change may leave it with the former ones.
 * A value that cannot be read gives way to the one before it, or to what other sources say.
 */
final class KeeperValues extends EnumerablePropertySource<Map<String, String>> {

    private final Map<String, String> before;
    private final Map<String, String> unreadable;

    private KeeperValues(
            String name, Map<String, String> values, Map<String, String> before, Map<String, String> unreadable) {
        super(name, Map.copyOf(values));
        this.before = before;
        this.unreadable = Map.copyOf(unreadable);
    }

    /** Without any value. */
    static KeeperValues none(String name) {
        return new KeeperValues(name, Map.of(), Map.of(), Map.of());
    }

    /** What takes the place of this one where the values are these: itself where they are its own. */
    KeeperValues followedBy(Map<String, String> values) {
        var now = new HashMap<>(values);
        var still = new HashMap<>(unreadable);
        still.entrySet().removeIf(entry -> !entry.getValue().equals(values.get(entry.getKey())));
        still.keySet().forEach(property -> set(now, property, getSource().get(property)));
        if (now.equals(getSource()) && still.equals(unreadable)) {
            return this;
        }
        var former = new HashMap<>(getSource());
        former.replaceAll(
                (property, value) -> value.equals(now.get(property)) ? before.getOrDefault(property, value) : value);
        return new KeeperValues(getName(), now, former, still);
    }

    /** What takes the place of this one, whose value of the property cannot be read. */
    KeeperValues without(String property) {
        var values = new HashMap<>(getSource());
        var bad = values.remove(property);
        if (bad == null) {
            return this;
        }
        var former = before.get(property);
        set(values, property, bad.equals(former) ? null : former);
        var all = new HashMap<>(unreadable);
        all.putIfAbsent(property, bad); // of two bad ones that which is there
        return new KeeperValues(getName(), values, before, all);
    }

    private static void set(Map<String, String> values, String property, @Nullable String value) {
        if (value == null) {
            values.remove(property);
        } else {
            values.put(property, value);
        }
    }

    @Override
    public String[] getPropertyNames() {
        return getSource().keySet().toArray(String[]::new);
    }

    /** The value as it stands there: a {@code ${...}} in it is no placeholder, through which {@code GET /config} would show more. */
    @Override
    public @Nullable Object getProperty(String name) {
        var value = getSource().get(name);
        return value == null || Secrecy.isInSecrets(name) ? value : value.replace("${", "\\${");
    }
}
