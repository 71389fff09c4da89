package io.selvage.service.secret;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The secrets of one service by their names. A secret is some values by keys, such as {@code username}. */
public interface SecretStore {

    /** The values of the secret; empty where there is none. */
    Optional<Map<String, String>> find(String secretName);

    /** The values of the secret; ENTITY_DOES_NOT_EXIST where there is none. */
    default Map<String, String> get(String secretName) {
        return find(secretName)
                .orElseThrow(() -> new EdgeException(
                        ErrorKind.ENTITY_DOES_NOT_EXIST,
                        "there is no secret '" + secretName
                                + "': post it to /api/v3/secret, or write it under Writable.InsecureSecrets"));
    }

    /** The names of all secrets. */
    Set<String> names();

    /**
     * Keeps the values, those of other keys stay; {@link #find} has them when the configuration has been read again.
     *
     * @throws EdgeException NOT_ALLOWED where there is nowhere to keep them
     */
    void put(String secretName, Map<String, String> values);

    /** Calls the listener with the name of each secret that is new or has changed from now on. */
    void onChange(Consumer<String> listener);
}
