package io.selvage.device.sdk;

import io.selvage.contracts.value.Credentials;
import io.selvage.service.ClientTls;
import javax.net.ssl.SSLContext;

/** TLS to devices and to brokers of devices. */
public final class DeviceTls {

    private DeviceTls() {}

    /**
     * Keys and trust.
     *
     * @param shown what is shown and believed; without an authority those of the JVM are believed
     * @param anyServer whether every server is believed, whatever it shows
     * @throws io.selvage.contracts.error.EdgeException CONTRACT_INVALID where a text is not readable
     */
    public static SSLContext context(Credentials shown, boolean anyServer) {
        return ClientTls.context(shown, anyServer);
    }
}
