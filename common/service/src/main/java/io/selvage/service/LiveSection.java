package io.selvage.service;

import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A section of the configuration that is read again when the configuration has changed. */
final class LiveSection<T> implements Supplier<T> {

    private static final Logger LOG = LoggerFactory.getLogger(LiveSection.class);

    private record Versioned<T>(long version, T value) {}

    private final EdgeConfig config;
    private final String name;
    private final Class<T> type;
    private volatile Versioned<T> current;

    LiveSection(EdgeConfig config, String name, Class<T> type) {
        this.config = config;
        this.name = name;
        this.type = type;
        var version = config.version().get();
        this.current = new Versioned<>(version, config.section(name, type));
    }

    @Override
    public T get() {
        refresh();
        return current.value();
    }

    /** Reads the section again if the configuration has changed. */
    void refresh() {
        var known = current;
        var version = config.version().get();
        if (known.version() != version) {
            current = new Versioned<>(version, readOr(known.value()));
        }
    }

    private T readOr(T otherwise) {
        try {
            return config.section(name, type);
        } catch (IllegalStateException e) {
            LOG.error("{} stays as it was: {}", name, e.getMessage());
            return otherwise;
        }
    }
}
