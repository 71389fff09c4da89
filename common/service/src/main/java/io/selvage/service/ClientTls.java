package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.Credentials;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** Keys and trust of a client over TLS, from texts in PEM. */
public final class ClientTls {

    private ClientTls() {}

    /** The context for what a client shows and believes, see {@link #context(String, String, String, boolean)}. */
    public static SSLContext context(Credentials shown, boolean anyServer) {
        return context(shown.authority(), shown.certificate(), shown.key(), anyServer);
    }

    /**
     * The context. Each text may be empty.
     *
     * @param trusted certificates of authorities; empty for those that the JVM trusts
     * @param certificate of the client, with its chain
     * @param key of that certificate
     * @param anyServer whether to believe every server, as EdgeX's {@code SkipCertVerify} asks
     * @throws EdgeException CONTRACT_INVALID where a text is not readable
     */
    public static SSLContext context(String trusted, String certificate, String key, boolean anyServer) {
        var keys = certificate.isBlank()
                ? null
                : PemSslStoreDetails.forCertificates(pem(certificate, "a client certificate"))
                        .withPrivateKey(pem(key, "a client key"));
        var trust =
                trusted.isBlank() ? null : PemSslStoreDetails.forCertificates(pem(trusted, "an authority certificate"));
        try {
            var managers = SslBundle.of(new PemSslStoreBundle(keys, trust)).getManagers();
            var context = SSLContext.getInstance("TLS");
            var trustManagers = trust == null ? null : managers.getTrustManagers(); // none for those of the JVM
            context.init(
                    keys == null ? null : managers.getKeyManagers(),
                    anyServer ? new TrustManager[] {new AnyServer()} : trustManagers,
                    null);
            return context;
        } catch (GeneralSecurityException | IllegalStateException | IllegalArgumentException e) {
            throw new EdgeException(
                    ErrorKind.CONTRACT_INVALID, "certificate or key is not readable as PEM: " + e.getMessage(), e);
        }
    }

    /** A text that Spring would take for the place of a file is none of PEM. */
    private static String pem(String text, String what) {
        if (!text.contains("-----BEGIN")) {
            throw Required.invalid(what + " must be a text in PEM, which begins with -----BEGIN");
        }
        return text;
    }

    /** Believes whoever answers, whatever its name. */
    private static final class AnyServer extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, @Nullable SSLEngine engine) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
