package io.selvage.system;

import io.selvage.bus.ServerProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** A real Mosquitto with the settings that docs/configuration.md asks for. */
final class Mosquitto implements AutoCloseable {

    private final ServerProcess server;

    private Mosquitto(ServerProcess server) {
        this.server = server;
        server.start();
    }

    /** Where Mosquitto is installed; empty where it is not. */
    static Optional<Path> program() {
        return ServerProcess.find("mosquitto");
    }

    static Mosquitto start(Path directory, int port) throws IOException {
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
        var command = List.of(program().orElseThrow().toString(), "-c", config.toString());
        return new Mosquitto(new ServerProcess(command, directory.resolve("mosquitto.out"), port));
    }

    String url() {
        return "tcp://localhost:" + server.port();
    }

    void stop() throws InterruptedException {
        server.stop();
    }

    void startAgain() {
        server.start();
    }

    @Override
    public void close() {
        server.close();
    }
}
