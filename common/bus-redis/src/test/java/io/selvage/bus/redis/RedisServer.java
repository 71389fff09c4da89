package io.selvage.bus.redis;

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
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A process of Redis on a port of its own that keeps nothing, with room for subscribers that are behind. */
final class RedisServer {

    private final Path executable;
    private final Path directory;
    private final int port;
    private final List<String> more;
    private @Nullable Process process;

    private RedisServer(Path executable, Path directory, int port, List<String> more) {
        this.executable = executable;
        this.directory = directory;
        this.port = port;
        this.more = more;
    }

    /** A server that is not started yet; the test is skipped where Redis is not installed. */
    static RedisServer in(Path directory, String... more) throws IOException {
        var executable = find();
        Assumptions.assumeTrue(executable.isPresent(), "skipped: no redis-server on PATH");
        return new RedisServer(executable.orElseThrow(), directory, freePort(), List.of(more));
    }

    private static Optional<Path> find() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .map(place -> Path.of(place, "redis-server"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** Options for this server with keys of {@code MessageBus.Optional}. */
    RedisOptions options(String clientId, Map<String, String> optional) {
        return RedisOptions.of(new BusSettings("redis", "redis", "127.0.0.1", port, clientId, optional, null, null));
    }

    RedisServer start() {
        var command = new ArrayList<>(List.of(
                executable.toString(),
                "--bind",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--save",
                "",
                "--dir",
                directory.toString(),
                "--client-output-buffer-limit",
                "pubsub 256mb 256mb 60"));
        command.addAll(more);
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(
                            directory.resolve("redis.log").toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(this::answers);
        return this;
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

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
