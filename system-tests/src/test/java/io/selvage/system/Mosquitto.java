package io.selvage.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** A real Mosquitto with the settings that docs/configuration.md asks for. */
final class Mosquitto implements AutoCloseable {

    private final Path program;
    private final Path directory;
    private final int port;
    private Process process;

    private Mosquitto(Path program, Path directory, int port) throws IOException {
        this.program = program;
        this.directory = directory;
        this.port = port;
        this.process = launch();
    }

    /** Where Mosquitto is installed; empty where it is not. */
    static Optional<Path> program() {
        var path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.concat(
                        Arrays.stream(path.split(File.pathSeparator, -1)), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "mosquitto"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Mosquitto start(Path directory, int port) throws IOException {
        return new Mosquitto(program().orElseThrow(), directory, port);
    }

    private Process launch() throws IOException {
        Files.createDirectories(directory);
        var config = Files.writeString(
                directory.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                user %s
                set_tcp_nodelay true
                max_inflight_messages 1000
                max_queued_messages 0
                persistence true
                autosave_interval 1
                persistence_location %s/
                """.formatted(port, System.getProperty("user.name"), directory));
        return new ProcessBuilder(program.toString(), "-c", config.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("mosquitto.out").toFile()))
                .start();
    }

    String url() {
        return "tcp://localhost:" + port;
    }

    void stop() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    void startAgain() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
