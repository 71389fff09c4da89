package io.selvage.command.messaging;

import io.selvage.bus.BusLogin;
import io.selvage.bus.BusSettings;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.command.ExternalMqttInfo;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.AuthMode;
import io.selvage.contracts.value.Credentials;
import io.selvage.contracts.value.GoDuration;
import io.selvage.service.ClientTls;
import io.selvage.service.secret.SecretStore;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;

/** The section {@code ExternalMQTT} as settings of a connection. Each error names the key that is wrong. */
final class ExternalBroker {

    private final ExternalMqttInfo info;
    private final SecretStore secrets;

    private ExternalBroker(ExternalMqttInfo info, SecretStore secrets) {
        this.info = info;
        this.secrets = secrets;
    }

    /**
     * The settings. The secret is looked up for each connection: it may change.
     *
     * @throws EdgeException CONTRACT_INVALID where a key makes no sense or the secret lacks something,
     *     ENTITY_DOES_NOT_EXIST where there is no such secret
     */
    static BusSettings settings(ExternalMqttInfo info, SecretStore secrets) {
        return new ExternalBroker(info, secrets).settings();
    }

    private BusSettings settings() {
        Required.text(info.clientId(), "ExternalMQTT.ClientId");
        var address = address();
        var optional = Map.of(
                "Qos", String.valueOf(info.qoS()),
                "Retained", String.valueOf(info.retain()),
                "KeepAlive", String.valueOf(info.keepAlive()),
                "ConnectTimeout",
                        String.valueOf(GoDuration.parse(info.connectTimeout()).toSeconds()),
                "CleanSession", "true");
        login(); // a section that makes no sense stops the start
        return new BusSettings(
                "mqtt",
                address.getScheme(),
                address.getHost(),
                address.getPort(),
                info.clientId(),
                optional,
                EnvelopeCodec.V4,
                this::login);
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

    private BusLogin login() {
        var shown = Credentials.of("ExternalMQTT", info.authMode(), info.secretName(), secrets::get);
        var plain = shown.mode() == AuthMode.NONE && !info.skipCertVerify();
        return new BusLogin(
                shown.username(), shown.password(), plain ? null : ClientTls.context(shown, info.skipCertVerify()));
    }
}
