package io.selvage.device.mqtt;

import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** A Mosquitto of its own; a test that needs one is skipped where it is not installed. */
final class Broker implements AutoCloseable {

    private final Path directory;
    private final int port;
    private Process process;

    private Broker(Path directory, int port) {
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    /** Starts one in a temporary folder; with a password that is not empty it lets in {@code plant} alone. */
    static Broker start(String password) {
        Assumptions.assumeTrue(program("mosquitto").isPresent(), "skipped: no mosquitto on PATH or in /usr/sbin");
        try {
            var directory = Files.createTempDirectory("devices-broker");
            var port = freePort();
            Files.writeString(directory.resolve("mosquitto.conf"), """
                    listener %d 127.0.0.1
                    user %s
                    set_tcp_nodelay true
                    %s
                    """.formatted(
                            port, System.getProperty("user.name"), access(directory, password)));
            return new Broker(directory, port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String access(Path directory, String password) throws IOException {
        if (password.isEmpty()) {
            return "allow_anonymous true";
        }
        var file = directory.resolve("passwords");
        run(program("mosquitto_passwd").orElseThrow().toString(), "-b", "-c", file.toString(), "plant", password);
        return "allow_anonymous false\npassword_file " + file;
    }

    private static void run(String... command) throws IOException {
        try {
            new ProcessBuilder(command).start().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Optional<Path> program(String name) {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process launch() {
        try {
            var started = new ProcessBuilder(
                            program("mosquitto").orElseThrow().toString(),
                            "-c",
                            directory.resolve("mosquitto.conf").toString())
                    .redirectErrorStream(true)
                    .redirectOutput(directory.resolve("mosquitto.out").toFile())
                    .start();
            await().atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(20))
                    .until(this::answers);
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void startAgain() {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
    }
}
