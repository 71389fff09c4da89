package io.selvage.service;

import io.selvage.bus.BusLogin;
import io.selvage.contracts.value.AuthMode;
import io.selvage.service.secret.SecretStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a service shows to the broker and asks of it: by {@code MessageBus.AuthMode} from the secret that {@code
 * MessageBus.SecretName} names, or from EdgeX's keys in {@code MessageBus.Optional}.
 *
 * @param options {@code MessageBus.Optional} with the user and the password
 * @param tls for a protocol over TLS; null for the keys and the trust of the JVM
 */
record BusCredentials(Map<String, String> options, @Nullable SSLContext tls) {

    private static final String CA = "CaPEMBlock";
    private static final String CERTIFICATE = "CertPEMBlock";
    private static final String KEY = "KeyPEMBlock";
    private static final Map<String, String> FILES = Map.of(CA, "CaFile", CERTIFICATE, "CertFile", KEY, "KeyFile");

    /** What is shown to the broker. */
    BusLogin login() {
        return BusLogin.of(options, tls);
    }

    /** The credentials; a certificate must be there where it is asked for, a user and a password may be blank. */
    static BusCredentials of(MessageBusInfo info, SecretStore secrets) {
        var options = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(info.optional());
        switch (AuthMode.of("MessageBus.AuthMode", info.authMode())) {
            case NONE -> {
                // what Optional says
            }
            case USERNAMEPASSWORD -> {
                var secret = secrets.get(info.secretName());
                options.put("Username", secret.getOrDefault("username", ""));
                options.put("Password", secret.getOrDefault("password", ""));
                addAuthority(options, secret);
            }
            case CLIENTCERT -> {
                var secret = secrets.get(info.secretName());
                options.put(CERTIFICATE, needed(info, secret, "clientcert"));
                options.put(KEY, needed(info, secret, "clientkey"));
                addAuthority(options, secret);
            }
            case CACERT -> options.put(CA, needed(info, secrets.get(info.secretName()), "cacert"));
        }
        return new BusCredentials(options, tls(options));
    }

    private static void addAuthority(Map<String, String> options, Map<String, String> secret) {
        var authority = secret.getOrDefault("cacert", "");
        if (!authority.isBlank()) {
            options.put(CA, authority);
        }
    }

    private static String needed(MessageBusInfo info, Map<String, String> secret, String key) {
        var value = secret.getOrDefault(key, "");
        if (value.isBlank()) {
            throw new IllegalStateException("MessageBus.AuthMode is " + info.authMode() + ", but the secret '"
                    + info.secretName() + "' has no " + key);
        }
        return value;
    }

    private static @Nullable SSLContext tls(Map<String, String> options) {
        var texts = List.of(text(options, CA), text(options, CERTIFICATE), text(options, KEY));
        var anyServer = Boolean.parseBoolean(options.getOrDefault("SkipCertVerify", ""));
        return anyServer || !texts.stream().allMatch(String::isEmpty)
                ? ClientTls.context(texts.get(0), texts.get(1), texts.get(2), anyServer)
                : null;
    }

    private static String text(Map<String, String> options, String key) {
        var file = options.getOrDefault(FILES.getOrDefault(key, ""), "").strip();
        var text = options.getOrDefault(key, "").strip();
        if (!text.isEmpty() || file.isEmpty()) {
            return text;
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalStateException(
                    "MessageBus.Optional." + FILES.get(key) + " '" + file + "' cannot be read: " + e, e);
        }
    }

    /** Names no secret. */
    @Override
    public String toString() {
        return "BusCredentials" + options.keySet();
    }
}
