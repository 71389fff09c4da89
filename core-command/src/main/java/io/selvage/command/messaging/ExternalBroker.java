package io.selvage.command.messaging;

import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.command.ExternalMqttInfo;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.AuthMode;
import io.selvage.contracts.value.GoDuration;
import io.selvage.service.ClientTls;
import io.selvage.service.secret.SecretStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/** The section {@code ExternalMQTT} as settings of a connection. Each error names the key that is wrong. */
final class ExternalBroker {

    private final ExternalMqttInfo info;
    private final Map<String, String> secret;

    private ExternalBroker(ExternalMqttInfo info, Map<String, String> secret) {
        this.info = info;
        this.secret = secret;
    }

    /**
     * The settings.
     *
     * @throws EdgeException CONTRACT_INVALID where a key makes no sense, or a secret is missing
     */
    static BusSettings settings(ExternalMqttInfo info, SecretStore secrets) {
        var data = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        secrets.find(info.secretName()).ifPresent(data::putAll);
        return new ExternalBroker(info, data).settings();
    }

    private BusSettings settings() {
        Required.text(info.clientId(), "ExternalMQTT.ClientId");
        var address = address();
        var optional = new HashMap<>(Map.of(
                "Qos", String.valueOf(info.qoS()),
                "Retained", String.valueOf(info.retain()),
                "KeepAlive", String.valueOf(info.keepAlive()),
                "ConnectTimeout",
                        String.valueOf(GoDuration.parse(info.connectTimeout()).toSeconds()),
                "CleanSession", "true"));
        var tls = authenticated(optional);
        return new BusSettings(
                "mqtt",
                address.getScheme(),
                address.getHost(),
                address.getPort(),
                info.clientId(),
                optional,
                EnvelopeCodec.V4,
                () -> BusLogin.of(optional, tls));
    }

    private URI address() {
        var text = info.url();
        try {
            var url = new URI(text);
            if (url.getScheme() != null && url.getHost() != null && url.getPort() > 0 && url.getUserInfo() == null) {
                return url;
            }
        } catch (URISyntaxException e) {
            throw Required.invalid("ExternalMQTT.Url is no URL: " + e.getReason());
        }
        throw Required.invalid(
                "ExternalMQTT.Url must be like tcp://HOST:PORT or ssl://HOST:PORT, without a user's name");
    }

    private @Nullable SSLContext authenticated(Map<String, String> optional) {
        return switch (AuthMode.of("ExternalMQTT.AuthMode", info.authMode())) {
            case NONE -> info.skipCertVerify() ? tls("", "") : null;
            case USERNAMEPASSWORD -> {
                optional.put("Username", needed("username"));
                optional.put("Password", needed("password"));
                yield tls("", "");
            }
            case CLIENTCERT -> tls(needed("clientcert"), needed("clientkey"));
            case CACERT -> {
                needed("cacert");
                yield tls("", "");
            }
        };
    }

    private SSLContext tls(String certificate, String key) {
        return ClientTls.context(value("cacert"), certificate, key, info.skipCertVerify());
    }

    private String value(String key) {
        return secret.getOrDefault(key, "");
    }

    private String needed(String key) {
        var value = value(key);
        if (value.isBlank()) {
            throw Required.invalid("ExternalMQTT.AuthMode " + info.authMode() + " needs '" + key + "' in the secret '"
                    + info.secretName() + "' (ExternalMQTT.SecretName; Writable.InsecureSecrets." + info.secretName()
                    + ".SecretData)");
        }
        return value;
    }
}
