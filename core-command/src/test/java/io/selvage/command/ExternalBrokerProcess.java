package io.selvage.command;

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

/** A Mosquitto process that can be stopped and started again on its port. */
final class ExternalBrokerProcess {

    private final Path directory;
    private final int port;
    private final String settings;
    private Process process;

    /** Starts one with further lines of its configuration; the test is skipped where Mosquitto is not installed. */
    ExternalBrokerProcess(Path directory, String settings) throws IOException {
        Assumptions.assumeTrue(program().isPresent(), "skipped: no mosquitto on PATH or in /usr/sbin");
        this.directory = directory;
        this.settings = settings;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            this.port = socket.getLocalPort();
        }
        this.process = launch();
    }

    private static Optional<Path> program() {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private Process launch() {
        try {
            var text = "listener " + port + " 127.0.0.1\nuser " + System.getProperty("user.name") + "\n" + settings;
            var file = Files.writeString(directory.resolve("external.conf"), text);
            var output = directory.resolve("external.out").toFile();
            var started = new ProcessBuilder(program().orElseThrow().toString(), "-c", file.toString())
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output))
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

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void startAgain() {
        process = launch();
    }
}
