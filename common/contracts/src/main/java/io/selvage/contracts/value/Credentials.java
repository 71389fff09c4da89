package io.selvage.contracts.value;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * What of a secret a client shows to a broker, and whom it believes. Texts that the mode does not ask for are empty, but
 * for the authority: it counts in every mode but {@link AuthMode#NONE}.
 *
 * @param authority certificates in PEM of the authorities that are believed; empty for those of the JVM
 * @param certificate in PEM, with its chain
 * @param key of the certificate, in PEM
 */
public record Credentials(
        AuthMode mode, String username, String password, String authority, String certificate, String key) {

    private static final Credentials NONE = new Credentials(AuthMode.NONE, "", "", "", "", "");

    /**
     * What the secret has under {@code username}, {@code password}, {@code cacert}, {@code clientcert} and {@code
     * clientkey}, in any letter case. A user and a password may be blank, as in EdgeX without its secret store; certificates
     * and keys may not where the mode asks for them.
     *
     * @param section whose {@code AuthMode} is meant, such as {@code MessageBus}
     * @param authMode as it stands there
     * @param secrets the values of a secret by its name; asked only where the mode needs one
     * @throws EdgeException CONTRACT_INVALID for another mode, and where the secret lacks something
     */
    public static Credentials of(
            String section, String authMode, String secretName, Function<String, Map<String, String>> secrets) {
        var mode = AuthMode.of(section + ".AuthMode", authMode);
        if (mode == AuthMode.NONE) {
            return NONE;
        }
        var secret = new Secret(section, mode, secretName, new TreeMap<>(String.CASE_INSENSITIVE_ORDER));
        secret.values().putAll(secrets.apply(secretName));
        return switch (mode) {
            case NONE -> NONE;
            case USERNAMEPASSWORD ->
                new Credentials(mode, secret.text("username"), secret.text("password"), secret.text("cacert"), "", "");
            case CLIENTCERT ->
                new Credentials(
                        mode, "", "", secret.text("cacert"), secret.needed("clientcert"), secret.needed("clientkey"));
            case CACERT -> new Credentials(mode, "", "", secret.needed("cacert"), "", "");
        };
    }

    private record Secret(String section, AuthMode mode, String name, TreeMap<String, String> values) {

        private String text(String key) {
            return values.getOrDefault(key, "");
        }

        private String needed(String key) {
            var value = text(key);
            if (value.isBlank()) {
                throw Required.invalid(section + ".AuthMode " + mode.name().toLowerCase(Locale.ROOT) + " needs '" + key
                        + "' in the secret '" + name
                        + "': post it to /api/v3/secret, or write it under Writable.InsecureSecrets");
            }
            return value;
        }
    }

    /** Names nothing that is secret. */
    @Override
    public String toString() {
        return "Credentials[" + mode + " " + username + "]";
    }
}
