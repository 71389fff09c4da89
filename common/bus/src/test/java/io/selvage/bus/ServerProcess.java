package io.selvage.bus;

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
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** A server program that listens on a loopback port, and can be stopped and started again. */
public final class ServerProcess implements AutoCloseable {

    private final List<String> command;
    private final Path output;
    private final int port;
    private @Nullable Process process;

    /**
     * A server that is not started.
     *
     * @param output where what it says is added
     * @param port the one that the command makes it listen on
     */
    public ServerProcess(List<String> command, Path output, int port) {
        this.command = List.copyOf(command);
        this.output = output;
        this.port = port;
    }

    /** The program of that name on PATH or where Debian keeps servers; empty where it is not installed. */
    public static Optional<Path> find(String program) {
        var path = System.getenv().getOrDefault("PATH", "") + File.pathSeparator + "/usr/sbin" + File.pathSeparator
                + "/usr/local/sbin";
        return Stream.of(path.split(File.pathSeparator, -1))
                .map(place -> Path.of(place, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** The program of that name; the test is skipped where it is not installed. */
    public static String required(String program) {
        var found = find(program);
        Assumptions.assumeTrue(found.isPresent(), "skipped: no " + program + " on PATH or in /usr/sbin");
        return found.orElseThrow().toString();
    }

    /** A port that was free a moment ago. */
    public static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return port;
    }

    /** Starts it and waits until it listens. */
    public void start() {
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await().atMost(Duration.ofSeconds(10))
                .pollInterval(Duration.ofMillis(20))
                .until(this::answers);
    }

    private boolean answers() {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    /** Ends the process in order: it writes down what it must not forget. */
    public void stop() throws InterruptedException {
        var running = process;
        if (running != null) {
            running.destroy();
            if (!running.waitFor(10, TimeUnit.SECONDS)) {
                running.destroyForcibly().waitFor();
            }
            process = null;
        }
    }

    /** The same: what a server writes at its end must not come while its directory is taken away. */
    @Override
    public void close() {
        try {
            stop();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
