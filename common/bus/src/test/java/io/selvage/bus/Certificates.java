package io.selvage.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** An authority {@code ca}, and certificates of it for {@code server} and {@code client}, made by the JDK's keytool. */
public final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final KeyStore store;

    /** Makes them, and keeps them in the directory. */
    public Certificates(Path directory) {
        this.directory = directory;
        var file = directory.resolve("keys.p12");
        make(file, "ca", "-ext", "bc:c");
        make(file, "server", "-signer", "ca", "-ext", "san=dns:localhost,ip:127.0.0.1");
        make(file, "client", "-signer", "ca");
        try {
            this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
        } catch (IOException | GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static void make(Path file, String alias, String... more) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-keystore",
                file.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias));
        command.addAll(List.of(more));
        try {
            var process = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new AssertionError(output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while keytool ran", e);
        }
    }

    /** The certificate in PEM. */
    public String certificate(String alias) {
        try {
            return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The private key of a certificate in PEM. */
    public String key(String alias) {
        try {
            return pem(
                    "PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** A text as a file. */
    public Path file(String name, String text) {
        try {
            return Files.writeString(directory.resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The certificate as a file. */
    public Path certificateFile(String alias) {
        return file(alias + ".pem", certificate(alias));
    }

    /** The private key as a file. */
    public Path keyFile(String alias) {
        return file(alias + ".key", key(alias));
    }

    /** The TLS of a client that believes the authority and shows the certificate; none where the name is empty. */
    public SSLContext client(String alias) throws IOException, GeneralSecurityException {
        var keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        var password = PASSWORD.toCharArray();
        if (!alias.isEmpty()) {
            keys.setKeyEntry(alias, store.getKey(alias, password), password, store.getCertificateChain(alias));
        }
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", store.getCertificate("ca"));
        var keyManagers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keyManagers.init(keys, password);
        var trustManagers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trustManagers.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keyManagers.getKeyManagers(), trustManagers.getTrustManagers(), null);
        return context;
    }
}
