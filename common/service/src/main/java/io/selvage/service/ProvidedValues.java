package io.selvage.service;

import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.origin.PropertySourceOrigin;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;

/** What core-keeper or Consul says, in the environment of a service: of the service itself, and of all that are like it. */
final class ProvidedValues {

    private static final Logger LOG = LoggerFactory.getLogger(ProvidedValues.class);

    private static final String OWN = "core-keeper";
    private static final String COMMON = "core-keeper-common";

    private final Environment environment;
    private final AtomicLong version = new AtomicLong();

    ProvidedValues(Environment environment) {
        this.environment = environment;
    }

    /** Makes room for them: what is the service's own beats its files, what is common the file that it brings. */
    static void join(ConfigurableEnvironment environment) {
        var sources = environment.getPropertySources();
        sources.addAfter(StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME, KeeperValues.none(OWN));
        var common = KeeperValues.none(COMMON);
        var brought = sources.stream()
                .map(PropertySource::getName)
                .filter(name -> name.contains("class path resource"))
                .findFirst();
        brought.ifPresentOrElse(name -> sources.addBefore(name, common), () -> sources.addLast(common));
    }

    /** Grows with each change. */
    AtomicLong version() {
        return version;
    }

    /** Changes what is the service's own. */
    void own(UnaryOperator<Map<String, String>> change) {
        change(OWN, values -> values.followedBy(change.apply(values.getSource())));
    }

    /** Changes what is common. */
    void common(UnaryOperator<Map<String, String>> change) {
        change(COMMON, values -> values.followedBy(change.apply(values.getSource())));
    }

    /**
     * Leaves the value out that has kept a section from being read, if it is one of these: told in the log once.
     *
     * @return whether it is worth to read the section again
     */
    boolean leaveOut(BindException failure, String reason) {
        var property = failure.getProperty();
        if (property == null
                || !(property.getOrigin() instanceof PropertySourceOrigin origin)
                || !(origin.getPropertySource() instanceof KeeperValues source)) {
            return false;
        }
        var name = origin.getPropertyName();
        change(source.getName(), values -> {
            if (!property.getValue().equals(values.getProperty(name))) {
                return values; // somebody else was quicker
            }
            var after = values.without(name);
            LOG.error(
                    "{} is not readable as it stands in the configuration provider: {}; {} until it is mended there",
                    name,
                    reason,
                    after.getProperty(name) == null
                            ? "what the service would have without it counts"
                            : "the value before it counts");
            return after;
        });
        return true;
    }

    @SuppressWarnings("ReferenceEquality") // sources of one name are equal, whatever they hold
    private synchronized void change(String name, UnaryOperator<KeeperValues> change) {
        if (environment instanceof ConfigurableEnvironment changing
                && changing.getPropertySources().get(name) instanceof KeeperValues before) {
            var after = change.apply(before);
            if (after != before) {
                changing.getPropertySources().replace(name, after);
                version.incrementAndGet();
            }
        }
    }
}
