package io.selvage.service;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.CommandLinePropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.PropertySource;

/** Tells once a service runs which keys in options and the integrator's file nobody has read: most are misspelt. */
final class UnknownKeys implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger LOG = LoggerFactory.getLogger(UnknownKeys.class);

    /** Sections that are read key by key. */
    private static final List<String> KNOWN = List.of("registry.", "writable.insecuresecrets.");

    private final ConfigurableEnvironment environment;
    private final EdgeConfig config;
    private final String service;

    UnknownKeys(ConfigurableEnvironment environment, EdgeConfig config, String service) {
        this.environment = environment;
        this.config = config;
        this.service = service;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        var unknown = find(UnknownKeys::isOfTheIntegrator);
        if (!unknown.isEmpty()) {
            LOG.warn("{} knows no such keys, they count for nothing: {}", service, unknown);
        }
    }

    private static boolean isOfTheIntegrator(PropertySource<?> source) {
        return source instanceof CommandLinePropertySource<?>
                || (source instanceof OriginTrackedMapPropertySource
                        && !source.getName().contains("class path resource"));
    }

    /** Those of EdgeX's form, a capital and a dot, that no section has which was read. */
    Collection<String> find(Predicate<PropertySource<?>> where) {
        var found = new TreeSet<String>();
        environment.getPropertySources().stream()
                .filter(where)
                .filter(EnumerablePropertySource.class::isInstance)
                .flatMap(source -> Stream.of(((EnumerablePropertySource<?>) source).getPropertyNames()))
                .filter(key -> Character.isUpperCase(key.charAt(0)) && key.contains("."))
                .filter(key -> !isKnown(key))
                .forEach(found::add);
        return found;
    }

    private boolean isKnown(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return KNOWN.stream().anyMatch(lower::startsWith)
                || config.sections().entrySet().stream()
                        .anyMatch(section -> has(section.getKey(), section.getValue(), lower));
    }

    private static boolean has(String section, Collection<Class<?>> types, String key) {
        if (!section.isEmpty() && !key.startsWith(section + ".")) {
            return false;
        }
        var path = key.substring(section.isEmpty() ? 0 : section.length() + 1);
        return types.stream().anyMatch(type -> has(type, path));
    }

    private static boolean has(Class<?> type, String path) {
        if (!type.isRecord()) {
            return Map.class.isAssignableFrom(type) || Collection.class.isAssignableFrom(type) || path.isEmpty();
        }
        var end = path.indexOf('.') < 0 ? path.length() : path.indexOf('.');
        var name = uniform(path.substring(0, end));
        var rest = path.substring(Math.min(path.length(), end + 1));
        return Arrays.stream(type.getRecordComponents())
                .anyMatch(part -> uniform(part.getName()).equals(name) && has(part.getType(), rest));
    }

    /** Without what Spring does not look at, and without the place in a list. */
    private static String uniform(String name) {
        var end = name.indexOf('[') < 0 ? name.length() : name.indexOf('[');
        return name.substring(0, end).replace("-", "").replace("_", "").toLowerCase(Locale.ROOT);
    }
}
