package io.selvage.service;

import java.util.Locale;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Gives {@code Writable.LogLevel} effect: on all of Selvage where the service has a JVM of its own, in a box on the
 * service's own packages.
 */
final class LogLevels {

    private static final Logger LOG = LoggerFactory.getLogger(LogLevels.class);

    /** The part of {@code Writable} that every service has. */
    record Level(@DefaultValue("INFO") String logLevel) {}

    private final Supplier<Level> level;
    private final String packages;

    LogLevels(EdgeConfig config, String packages) {
        this.level = config.live("Writable", Level.class);
        this.packages = packages;
    }

    /** Sets the level as it stands in the configuration now. */
    void apply() {
        var name = level.get().logLevel();
        try {
            LoggingSystem.get(LogLevels.class.getClassLoader())
                    .setLogLevel(packages, LogLevel.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            LOG.error("Writable.LogLevel '{}' is none of TRACE, DEBUG, INFO, WARN and ERROR: it stays as it was", name);
        }
    }
}
