package io.selvage.service;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.service.registry.ConfigSource;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.env.OriginTrackedMapPropertySource;
import org.springframework.core.env.ConfigurableEnvironment;

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

    private static final String PATIENCE = "EDGEX_STARTUP_DURATION";
    private static final long DEFAULT_PATIENCE = 30;
    private static final long PAUSE = MILLISECONDS.toNanos(250);

    private final String serviceKey;
    private final ConfigSource source;
    private final ConfigurableEnvironment environment;
    private final boolean writableAlone;
    private final ProvidedValues values;
    private final ReentrantLock loading = new ReentrantLock();
    private volatile boolean loaded;
    private volatile Runnable changed = () -> {};
    private Set<String> otherSpellings = Set.of();

    ConfigurationProvider(
            String serviceKey, ConfigSource source, ConfigurableEnvironment environment, EdgeConfig config) {
        this(serviceKey, source, environment, config, false);
    }

    private ConfigurationProvider(
            String serviceKey,
            ConfigSource source,
            ConfigurableEnvironment environment,
            EdgeConfig config,
            boolean writableAlone) {
        this.serviceKey = serviceKey;
        this.source = source;
        this.environment = environment;
        this.writableAlone = writableAlone;
        this.values = config.provided();
        ProvidedValues.join(environment);
    }

    /** Of the service that holds the configuration itself and can read it when it runs: of {@code Writable} alone. */
    static ConfigurationProvider ofWritable(
            String serviceKey, ConfigSource source, ConfigurableEnvironment environment, EdgeConfig config) {
        return new ConfigurationProvider(serviceKey, source, environment, config, true);
    }

    /** Whether the configuration has been read at least once. */
    boolean isLoaded() {
        return loaded;
    }

    /** Calls back soon after each change that may matter. */
    ConfigSource.Watch watch(MessageBus bus, Runnable changed) {
        this.changed = changed;
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
        } catch (EdgeException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new EdgeException(
                    ErrorKind.COMMUNICATION_ERROR, "what " + place() + " answers is not what was expected: " + e, e);
        } finally {
            loading.unlock();
        }
    }

    private void loadAlone(boolean starting) {
        if (!loaded && !writableAlone && !source.isReady()) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "what services have in common is not there yet");
        }
        var shared = new TreeMap<String, String>();
        KeeperKeys.commonFor(serviceKey).forEach(tree -> shared.putAll(read(tree)));
        var files = fromFiles();
        NOT_COMMON.stream().filter(files::containsKey).forEach(shared::remove);
        var stored = read(KeeperKeys.ofService(serviceKey));
        var noted = new Seeds(serviceKey, source);
        var seeds = noted.read();
        var forgotten = stored.isEmpty() && seeds.isEmpty();
        if (!loaded || forgotten) { // else two processes of a service might take turns for ever
            noted.put(files, seeds, stored, shared);
        }
        var others = new TreeSet<String>();
        leaveOutOtherSpellings(files.keySet(), shared, others);
        leaveOutOtherSpellings(files.keySet(), stored, others);
        tell(others);
        stored.entrySet().removeIf(entry -> entry.getValue().equals(seeds.get(entry.getKey())));
        if (!starting && !loaded && !writableAlone) {
            tellLate(shared, stored);
        }
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

    /** What is read after the start alone, and came later than that. */
    private void tellLate(Map<String, String> shared, Map<String, String> stored) {
        var wanted = new TreeMap<>(shared);
        wanted.putAll(stored);
        wanted.entrySet()
                .removeIf(entry -> isWritable(entry.getKey())
                        || Secrecy.isSecret(entry.getKey())
                        || entry.getValue().equals(environment.getProperty(entry.getKey())));
        if (!wanted.isEmpty()) {
            LOG.warn(
                    "{} came after {} had started: these count at its next start: {}",
                    place(),
                    serviceKey,
                    wanted.keySet());
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

    /** What the files say, or options and the environment instead; no secrets. */
    private Map<String, String> fromFiles() {
        var values = new TreeMap<String, String>();
        environment.getPropertySources().stream()
                .filter(OriginTrackedMapPropertySource.class::isInstance)
                .map(OriginTrackedMapPropertySource.class::cast)
                .flatMap(file -> Stream.of(file.getPropertyNames()))
                .distinct()
                .filter(property -> !Secrecy.isSecret(property) && Character.isUpperCase(property.charAt(0)))
                .filter(property -> !writableAlone || isWritable(property))
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
        changed.run(); // the word of it may have to come over a bus that waits for this very secret
    }

    /**
     * As {@link #load} at a start, where its place may be away: waits for it as long as {@code EDGEX_STARTUP_DURATION} says
     * (seconds, 30 unless set), then the files count until it is there.
     */
    void loadInTime() {
        var end = System.nanoTime() + SECONDS.toNanos(environment.getProperty(PATIENCE, Long.class, DEFAULT_PATIENCE));
        var told = false;
        while (true) {
            try {
                load(true);
                return;
            } catch (EdgeException e) {
                if (System.nanoTime() >= end || Thread.currentThread().isInterrupted()) {
                    LOG.warn("{} starts with its files: {} does not answer yet ({})", serviceKey, place(), e.text());
                    return;
                }
                if (!told) {
                    LOG.warn(
                            "{} waits for its configuration: {} does not answer yet ({})",
                            serviceKey,
                            place(),
                            e.text());
                    told = true;
                }
                LockSupport.parkNanos(PAUSE);
            }
        }
    }
}
