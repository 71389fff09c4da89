package io.selvage.service;

import io.selvage.bus.BusLogin;
import io.selvage.contracts.value.AuthMode;
import io.selvage.contracts.value.Credentials;
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

    /** The credentials; what the secret has goes before {@code Optional}. */
    static BusCredentials of(MessageBusInfo info, SecretStore secrets) {
        var options = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        options.putAll(info.optional());
        var shown = Credentials.of("MessageBus", info.authMode(), info.secretName(), secrets::get);
        if (shown.mode() == AuthMode.USERNAMEPASSWORD) {
            options.put("Username", shown.username());
            options.put("Password", shown.password());
        }
        var texts = Map.of(CA, shown.authority(), CERTIFICATE, shown.certificate(), KEY, shown.key());
        texts.forEach((key, text) -> {
            if (!text.isBlank()) {
                options.put(key, text);
            }
        });
        return new BusCredentials(options, tls(options));
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
