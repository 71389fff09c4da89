package io.selvage.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads EdgeX's configuration keys. Highest first: command line, environment ({@code SERVICE_PORT}), the integrator's
 * file, the file that the service brings.
 */
public final class EdgeConfig {

    private static final Logger LOG = LoggerFactory.getLogger(EdgeConfig.class);

    private final Environment environment;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, LiveSection<?>> live = new ConcurrentHashMap<>();
    private final ProvidedValues provided;
    private final Map<String, Set<Class<?>>> sections = new ConcurrentHashMap<>();
    private final Map<String, Class<?>> custom = new ConcurrentSkipListMap<>();

    EdgeConfig(Environment environment) {
        this.environment = environment;
        this.provided = new ProvidedValues(environment);
    }

    /** What of it comes from core-keeper or Consul. */
    ProvidedValues provided() {
        return provided;
    }

    /** All keys as one record, whose components are the sections. */
    public <T> T bind(Class<T> type) {
        return section("", type);
    }

    /**
     * One section, such as {@code Service}, with the defaults of the record where a key is absent. What core-keeper or
     * Consul says and is not readable is told in the log and does not count; of other sources it fails.
     */
    public <T> T section(String name, Class<T> type) {
        sections.computeIfAbsent(canonical(name), _ -> ConcurrentHashMap.newKeySet())
                .add(type);
        while (true) { // each time without one value more
            try {
                return Binder.get(environment).bindOrCreate(canonical(name), Bindable.of(type));
            } catch (BindException e) {
                var reason = rootOf(e).getMessage();
                if (!provided.leaveOut(e, String.valueOf(reason))) {
                    throw new IllegalStateException(
                            "configuration key " + e.getName() + " is not readable: " + reason, e);
                }
            }
        }
    }

    /**
     * One section that may change while the service runs, such as {@code Writable}: each call gives the newest. A change
     * that is not readable is told in the log and leaves the section as it was.
     */
    public <T> Supplier<T> live(String name, Class<T> type) {
        var section = new LiveSection<>(this, name, type);
        live.put(name + " as " + type.getName(), section);
        return section;
    }

    /** The types as which sections were read so far, by their names in lower case. */
    Map<String, Set<Class<?>>> sections() {
        return sections;
    }

    /** As {@link #section}, of a section that EdgeX does not know; {@code GET /config} shows it apart from the others. */
    public <T> T custom(String name, Class<T> type) {
        var section = section(name, type);
        custom.put(name, type);
        return section;
    }

    /** The types of the sections that EdgeX does not know, by their names. */
    Map<String, Class<?>> custom() {
        return custom;
    }

    /** Calls the listener after each later change, once for those that come together. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    /** The configuration has changed: calls the listeners, each whatever becomes of the others. */
    void tellListeners() {
        // what is not readable is left out now, while the value before it is known
        live.values().forEach(LiveSection::refresh);
        for (var listener : listeners) {
            try {
                listener.run();
            } catch (RuntimeException e) {
                LOG.error("a change of the configuration could not be applied", e);
            }
        }
    }

    /** Grows with each change. */
    AtomicLong version() {
        return provided.version();
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }
}
