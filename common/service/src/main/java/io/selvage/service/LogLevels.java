package io.selvage.service;

import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Gives {@code Writable.LogLevel} effect: on all of Selvage where the service has a JVM of its own, in a box on the
 * service's own packages.
 */
final class LogLevels {

    /** The part of {@code Writable} that every service has. */
    record Level(@DefaultValue("INFO") LogLevel logLevel) {}

    private final Supplier<Level> level;
    private final String packages;

    LogLevels(EdgeConfig config, String packages) {
        this.level = config.live("Writable", Level.class);
        this.packages = packages;
    }

    /** Sets the level as it stands in the configuration now. */
    void apply() {
        LoggingSystem.get(LogLevels.class.getClassLoader())
                .setLogLevel(packages, level.get().logLevel());
    }
}
