package io.selvage.device.sdk;

import io.selvage.service.ClientTls;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** TLS to devices and to brokers of devices. */
public final class DeviceTls {

    private DeviceTls() {}

    /**
     * Keys and trust from a secret.
     *
     * @param secret texts in PEM, each of which may be absent: {@code cacert} for the authorities that are believed, else
     *     those of the JVM are; {@code clientcert} and {@code clientkey} for what is shown
     * @param anyServer whether every server is believed, whatever it shows
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where a text is not readable
     */
    public static SSLContext context(Map<String, String> secret, boolean anyServer) {
        return ClientTls.context(
                secret.getOrDefault("cacert", ""),
                secret.getOrDefault("clientcert", ""),
                secret.getOrDefault("clientkey", ""),
                anyServer);
    }
}
