package io.selvage.service;

import java.util.List;
import java.util.Locale;
import java.util.Map;
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
    private final AtomicLong version = new AtomicLong();
    private final Map<String, Class<?>> custom = new ConcurrentSkipListMap<>();

    EdgeConfig(Environment environment) {
        this.environment = environment;
    }

    /** All keys as one record, whose components are the sections. */
    public <T> T bind(Class<T> type) {
        return section("", type);
    }

    /** One section, such as {@code Service}, with the defaults of the record where a key is absent. */
    public <T> T section(String name, Class<T> type) {
        try {
            return Binder.get(environment).bindOrCreate(canonical(name), Bindable.of(type));
        } catch (BindException e) {
            throw new IllegalStateException(
                    "configuration key " + e.getName() + " is not readable: "
                            + rootOf(e).getMessage(),
                    e);
        }
    }

    /**
     * One section that may change while the service runs, such as {@code Writable}: each call gives the newest. A change
     * that is not readable is told in the log and leaves the section as it was.
     */
    public <T> Supplier<T> live(String name, Class<T> type) {
        return new LiveSection<>(this, name, type);
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
        return version;
    }

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }
}
