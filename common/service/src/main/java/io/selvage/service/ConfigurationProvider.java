package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.registry.ConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;
import tools.jackson.core.JacksonException;

/**
 * The configuration of one service in core-keeper or Consul. What the service's files say is put there where it is missing; a
 * value there that somebody else has set beats the files, one that the service put there itself follows them. Options
 * and the environment beat both.
 */
final class ConfigurationProvider {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationProvider.class);

    /** The section Writable, and that of another section, which is a service's own. */
    private static final Pattern WRITABLE = Pattern.compile("([^.]+\\.)?writable\\.", Pattern.CASE_INSENSITIVE);

    // EdgeX's common configuration names folders that its services bring, ours bring other ones.
    private static final List<String> NOT_COMMON =
            List.of("Device.ProfilesDir", "Device.DevicesDir", "Device.ProvisionWatchersDir");

    private final String serviceKey;
    private final ConfigSource source;
    private final ConfigurableEnvironment environment;
    private final Predicate<String> provided;
    private final ProvidedValues values;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile boolean loaded;
    private Set<String> otherSpellings = Set.of();

    ConfigurationProvider(
            String serviceKey, ConfigSource source, ConfigurableEnvironment environment, EdgeConfig config) {
        this(serviceKey, source, environment, config, _ -> true);
    }

    private ConfigurationProvider(
            String serviceKey,
            ConfigSource source,
            ConfigurableEnvironment environment,
            EdgeConfig config,
            Predicate<String> provided) {
        this.serviceKey = serviceKey;
        this.source = source;
        this.environment = environment;
        this.provided = provided;
        this.values = config.provided();
        ProvidedValues.join(environment);
    }

    /** Of the service that holds the configuration itself and can read it when it runs: of {@code Writable} alone. */
    static ConfigurationProvider ofWritable(
            String serviceKey, ConfigSource source, ConfigurableEnvironment environment, EdgeConfig config) {
        return new ConfigurationProvider(serviceKey, source, environment, config, ConfigurationProvider::isWritable);
    }

    /** Whether the configuration has been read at least once. */
    boolean isLoaded() {
        return loaded;
    }

    /** Calls back soon after each change that may matter. */
    ConfigSource.Watch watch(MessageBus bus, Runnable changed) {
        var trees = Stream.concat(
                        Stream.of(KeeperKeys.ofService(serviceKey)), KeeperKeys.commonFor(serviceKey).stream())
                .toList();
        return source.watch(trees, bus, changed);
    }

    /** Where it comes from, for a log. */
    String place() {
        return source.name();
    }

    /** Reads everything and puts there what is missing; fails with {@link EdgeException} while its place is away. */
    void load(boolean starting) {
        loading.lock(); // what was read later must not be replaced by what was read before
        try {
            loadAlone(starting);
        } finally {
            loading.unlock();
        }
    }

    private void loadAlone(boolean starting) {
        var shared = new TreeMap<String, String>();
        KeeperKeys.commonFor(serviceKey).forEach(tree -> shared.putAll(read(tree)));
        var files = fromFiles();
        NOT_COMMON.stream().filter(files::containsKey).forEach(shared::remove);
        var stored = read(KeeperKeys.ofService(serviceKey));
        var seeds = seeds();
        seed(files, stored, seeds, shared);
        var others = new TreeSet<String>();
        leaveOutOtherSpellings(files.keySet(), shared, others);
        leaveOutOtherSpellings(files.keySet(), stored, others);
        tell(others);
        stored.entrySet().removeIf(entry -> entry.getValue().equals(seeds.get(entry.getKey())));
        values.own(before -> after(before, stored, starting));
        values.common(before -> after(before, shared, starting));
        loaded = true;
    }

    /** Of two keys that differ in case or dashes alone, that which is spelled as the service's own counts. */
    private static void leaveOutOtherSpellings(
            Set<String> properties, Map<String, String> values, Set<String> leftOut) {
        var spelled = new HashMap<String, String>();
        properties.stream().filter(values::containsKey).forEach(property -> spelled.put(uniform(property), property));
        values.keySet().removeIf(property -> {
            var other = !property.equals(spelled.getOrDefault(uniform(property), property));
            if (other) {
                leftOut.add(property);
            }
            return other;
        });
    }

    private static String uniform(String property) {
        return property.replace("-", "").toLowerCase(Locale.ROOT);
    }

    private void tell(Set<String> others) {
        if (!others.equals(otherSpellings)) {
            others.forEach(property -> LOG.warn(
                    "{} in {} does not count: the key beside it that is spelled as the service's own does",
                    KeeperKeys.ofService(serviceKey) + "/" + KeeperKeys.path(property),
                    place()));
            otherSpellings = others;
        }
    }

    /** Reads again what may change while the service runs. */
    void refresh() {
        load(false);
    }

    /** What counts from now on of the values that were read. */
    private static Map<String, String> after(Map<String, String> before, Map<String, String> values, boolean starting) {
        var now = new TreeMap<>(values);
        if (!starting) {
            now.keySet().removeIf(property -> !isWritable(property));
            before.forEach((property, value) -> {
                if (!isWritable(property)) {
                    now.put(property, value); // needs a restart
                }
            });
        }
        return now;
    }

    private static boolean isWritable(String property) {
        return WRITABLE.matcher(property).lookingAt();
    }

    private void seed(
            Map<String, String> files,
            Map<String, String> stored,
            Map<String, String> seeds,
            Map<String, String> shared) {
        var missing = new TreeMap<String, String>();
        files.forEach((property, value) -> {
            var there = stored.get(property);
            var free = there == null ? !shared.containsKey(property) : there.equals(seeds.get(property));
            if (free && !value.equals(there)) {
                missing.put(property, value);
            }
        });
        if (missing.isEmpty()) {
            return;
        }
        seeds.putAll(missing);
        source.put(KeeperKeys.seedsOf(serviceKey), EdgeJson.mapper().writeValueAsString(seeds));
        source.putBelow(KeeperKeys.ofService(serviceKey), KeeperKeys.byPath(missing));
        stored.putAll(missing);
    }

    private Map<String, String> seeds() {
        var seeds = new TreeMap<String, String>();
        var json = source.value(KeeperKeys.seedsOf(serviceKey));
        try {
            json.ifPresent(noted -> EdgeJson.mapper()
                    .readTree(noted)
                    .properties()
                    .forEach(entry -> seeds.put(entry.getKey(), entry.getValue().asString(""))));
        } catch (JacksonException e) {
            LOG.warn(
                    "what {} holds is no JSON and does not count: {}",
                    KeeperKeys.seedsOf(serviceKey),
                    e.getOriginalMessage());
        }
        return seeds;
    }

    /** What the files say, or options and the environment instead; no secrets. */
    private Map<String, String> fromFiles() {
        var values = new TreeMap<String, String>();
        environment.getPropertySources().stream()
                .filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .flatMap(file -> Stream.of(file.getPropertyNames()))
                .distinct()
                .filter(property -> !Secrecy.isSecret(property) && Character.isUpperCase(property.charAt(0)))
                .filter(provided)
                .forEach(property -> {
                    var value = effective(property);
                    if (value.equals(Secrecy.withoutUserInfo(value))) {
                        values.put(property, value);
                    }
                });
        return values;
    }

    private String effective(String property) {
        for (var source : environment.getPropertySources()) {
            var value = source instanceof KeeperValues ? null : source.getProperty(property);
            if (value != null) {
                return environment.resolvePlaceholders(value.toString());
            }
        }
        return "";
    }

    private Map<String, String> read(String tree) {
        var values = new TreeMap<String, String>();
        source.below(tree).forEach((path, value) -> values.put(KeeperKeys.property(path), value));
        return values;
    }

    /** Puts a secret where the service's others are; fails with {@link EdgeException} while its place is away. */
    void keepSecret(String entry, Map<String, String> values) {
        var secret = new TreeMap<String, String>();
        secret.put("SecretName", entry);
        values.forEach((key, value) -> secret.put("SecretData/" + key, value));
        source.putBelow(KeeperKeys.ofService(serviceKey) + "/Writable/InsecureSecrets/" + entry, secret);
    }

    /** As {@link #load}, where its place may be away: then the files count until it is there. */
    void tryLoad() {
        try {
            load(true);
        } catch (EdgeException e) {
            LOG.warn("{} starts with its files: {} does not answer yet ({})", serviceKey, place(), e.text());
        }
    }
}
