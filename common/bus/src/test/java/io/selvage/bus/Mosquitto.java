package io.selvage.bus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A Mosquitto process on a port of its own that keeps its state over restarts and drops nothing. */
public final class Mosquitto implements AutoCloseable {

    private final Path directory;
    private final ServerProcess server;

    private Mosquitto(Path directory, ServerProcess server) {
        this.directory = directory;
        this.server = server;
    }

    /** A broker that is not started yet; the test is skipped where Mosquitto is not installed. */
    public static Mosquitto in(Path directory) {
        return in(directory, "allow_anonymous true");
    }

    /** The same with further lines of its configuration, which say who may connect. */
    public static Mosquitto in(Path directory, String access) {
        var program = ServerProcess.required("mosquitto");
        var port = ServerProcess.freePort();
        var file = directory.resolve("mosquitto.conf");
        try {
            Files.writeString(file, """
                    listener %d 127.0.0.1
                    %s
                    user %s
                    set_tcp_nodelay true
                    persistence true
                    persistence_location %s/
                    max_queued_messages 0
                    max_inflight_messages 100
                    log_type warning
                    log_type subscribe
                    """.formatted(port, access, System.getProperty("user.name"), directory));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        var output = directory.resolve("mosquitto.log");
        return new Mosquitto(directory, new ServerProcess(List.of(program, "-c", file.toString()), output, port));
    }

    /** A broker that lets in one user; the file of passwords is made by Mosquitto's own program. */
    public static Mosquitto withUser(Path directory, String user, String password) {
        var file = directory.resolve("passwords");
        try {
            Files.writeString(file, "");
            var made = new ProcessBuilder(
                            ServerProcess.required("mosquitto_passwd"), "-b", file.toString(), user, password)
                    .start()
                    .waitFor();
            if (made != 0) {
                throw new AssertionError("mosquitto_passwd ended with " + made);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while a password was made", e);
        }
        return in(directory, "allow_anonymous false\npassword_file " + file);
    }

    /** A broker over TLS that wants a certificate of the authority from its clients. */
    public static Mosquitto overTls(Path directory, Certificates certificates) {
        return in(directory, """
                allow_anonymous true
                require_certificate true
                cafile %s
                certfile %s
                keyfile %s""".formatted(
                        certificates.certificateFile("ca"),
                        certificates.certificateFile("server"),
                        certificates.keyFile("server")));
    }

    /** The port that it listens on. */
    public int port() {
        return server.port();
    }

    /** {@code tcp://127.0.0.1:PORT}. */
    public String address() {
        return "tcp://127.0.0.1:" + port();
    }

    /** Starts it, again after a {@link #stop}. */
    public Mosquitto start() {
        server.start();
        return this;
    }

    /** What it has said. */
    public String log() throws IOException {
        return Files.readString(directory.resolve("mosquitto.log"));
    }

    /** Ends the process in order: it writes down what it must not forget. */
    public void stop() throws InterruptedException {
        server.stop();
    }

    @Override
    public void close() {
        server.close();
    }
}
