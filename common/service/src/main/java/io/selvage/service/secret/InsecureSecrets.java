package io.selvage.service.secret;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.service.telemetry.Counter;
import io.selvage.service.telemetry.Metrics;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** Secrets in the configuration, under {@code Writable.InsecureSecrets}: for whom the configuration is no secret. */
public final class InsecureSecrets implements SecretStore {

    /** Where a secret is kept, under an entry of {@code Writable.InsecureSecrets}. */
    @FunctionalInterface
    public interface Keeper {

        /** Keeps the values of the entry; fails with {@link EdgeException} where that is not possible. */
        void keep(String entry, Map<String, String> values);
    }

    private static final Logger LOG = LoggerFactory.getLogger(InsecureSecrets.class);

    /** What keys may hold in core-keeper, but the slash, which is a level there. */
    private static final Pattern KEY = Pattern.compile("[a-zA-Z0-9-_~;=.%]+");

    private final ConfigurableEnvironment environment;
    private final @Nullable Keeper keeper;
    private final Counter requested;
    private final Counter stored;
    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private volatile Map<String, Map<String, String>> known;

    /** A secret as it stands in the configuration now, for who cannot have a store yet; not counted. */
    public static Optional<Map<String, String>> read(ConfigurableEnvironment environment, String secretName) {
        return Optional.ofNullable(SecretProperties.read(environment).get(secretName));
    }

    /** @param keeper none where the configuration is files alone */
    public InsecureSecrets(ConfigurableEnvironment environment, @Nullable Keeper keeper, Metrics metrics) {
        this.environment = environment;
        this.keeper = keeper;
        this.requested = metrics.counter("SecuritySecretsRequested");
        this.stored = metrics.counter("SecuritySecretsStored");
        this.known = SecretProperties.read(environment);
    }

    @Override
    public Optional<Map<String, String>> find(String secretName) {
        requested.add(1);
        var now = known;
        var plain = now.get(secretName);
        return Optional.ofNullable(plain == null ? now.get(SecretProperties.escaped(secretName)) : plain);
    }

    @Override
    public Set<String> names() {
        return known.keySet();
    }

    @Override
    public void put(String secretName, Map<String, String> values) {
        if (keeper == null) {
            throw new EdgeException(
                    ErrorKind.NOT_ALLOWED,
                    "secret '" + secretName + "' is not stored: without a configuration provider there is nowhere to"
                            + " keep it; write it under Writable.InsecureSecrets of the service's file");
        }
        for (var key : values.keySet()) {
            if (!KEY.matcher(key).matches()) {
                throw Required.invalid("the key '" + key + "' of secret '" + secretName
                        + "' has other characters than letters, digits and -_~;=.%");
            }
        }
        keeper.keep(SecretProperties.escaped(secretName), new TreeMap<>(values));
    }

    @Override
    public void onChange(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** The configuration has changed: looks for secrets that are new or different. */
    public void changed() {
        var before = known;
        var now = SecretProperties.read(environment);
        known = now;
        now.forEach((name, values) -> {
            if (!values.equals(before.get(name))) {
                stored.add(1);
                listeners.forEach(listener -> tell(listener, name));
            }
        });
    }

    private static void tell(Consumer<String> listener, String name) {
        try {
            listener.accept(name);
        } catch (RuntimeException e) {
            LOG.error("the change of secret '{}' was not taken", name, e);
        }
    }
}
