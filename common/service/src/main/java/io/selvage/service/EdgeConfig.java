package io.selvage.service;

import java.util.Locale;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;

/**
 * Reads EdgeX's configuration keys. Highest first: command line, environment ({@code SERVICE_PORT}), the integrator's
 * file, the file that the service brings.
 */
public final class EdgeConfig {

    private final Environment environment;

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

    private static String canonical(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private static Throwable rootOf(Throwable failure) {
        var cause = failure.getCause();
        return cause == null ? failure : rootOf(cause);
    }
}
