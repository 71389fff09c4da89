package io.selvage.bus.mqtt;

import static org.awaitility.Awaitility.await;

import io.selvage.bus.BusSettings;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A Mosquitto process on a port of its own that keeps its state over restarts and drops nothing. */
final class Mosquitto {

    private final Path executable;
    private final Path directory;
    private final int port;
    private final String access;
    private @Nullable Process process;

    private Mosquitto(Path executable, Path directory, int port, String access) {
        this.executable = executable;
        this.directory = directory;
        this.port = port;
        this.access = access;
    }

    /** A broker that is not started yet; the test is skipped where Mosquitto is not installed. */
    static Mosquitto in(Path directory) throws IOException {
        return in(directory, "allow_anonymous true");
    }

    /** The same with lines of its configuration that say who may connect. */
    static Mosquitto in(Path directory, String access) throws IOException {
        var executable = find();
        Assumptions.assumeTrue(executable.isPresent(), "skipped: no mosquitto on PATH or in /usr/sbin");
        return new Mosquitto(executable.orElseThrow(), directory, freePort(), access);
    }

    private static Optional<Path> find() {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    String address() {
        return "tcp://127.0.0.1:" + port;
    }

    /** Options for this broker with keys of {@code MessageBus.Optional}. */
    MqttOptions options(String clientId, Map<String, String> optional) {
        return options(clientId, optional, Map.of());
    }

    /** The same in a process with other environment variables. */
    MqttOptions options(String clientId, Map<String, String> optional, Map<String, String> environment) {
        return MqttOptions.of(
                new BusSettings("mqtt", "tcp", "127.0.0.1", port, clientId, optional, null, null), environment);
    }

    Mosquitto start() {
        var configuration = """
                listener %d 127.0.0.1
                %s
                user root
                persistence true
                persistence_location %s/
                max_queued_messages 0
                max_inflight_messages 100
                log_type warning
                log_type subscribe
                """.formatted(port, access, directory);
        try {
            var file = Files.writeString(directory.resolve("mosquitto.conf"), configuration);
            process = new ProcessBuilder(executable.toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("mosquitto.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(this::answers);
        return this;
    }

    /** What it has said. */
    String log() throws IOException {
        return Files.readString(directory.resolve("mosquitto.log"));
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends the process in order: it writes down what it must not forget. */
    void stop() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly();
            }
            process = null;
        }
    }
}
