package io.selvage.command;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/** An authority, and certificates of it for {@code localhost} and for a client, made by the JDK's keytool. */
final class Certificates {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final KeyStore store;

    Certificates(Path directory) throws IOException, GeneralSecurityException, InterruptedException {
        this.directory = directory;
        var file = directory.resolve("keys.p12");
        make(file, "ca", "-ext", "bc:c");
        make(file, "server", "-signer", "ca", "-ext", "san=dns:localhost");
        make(file, "client", "-signer", "ca");
        this.store = KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }

    private static void make(Path file, String alias, String... more) throws IOException, InterruptedException {
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
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new IOException(output);
        }
    }

    String certificate(String alias) throws GeneralSecurityException {
        return pem("CERTIFICATE", store.getCertificate(alias).getEncoded());
    }

    String key(String alias) throws GeneralSecurityException {
        return pem("PRIVATE KEY", store.getKey(alias, PASSWORD.toCharArray()).getEncoded());
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN " + what + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes) + "\n-----END " + what + "-----\n";
    }

    /** A text as a file. */
    Path file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text);
    }
}
