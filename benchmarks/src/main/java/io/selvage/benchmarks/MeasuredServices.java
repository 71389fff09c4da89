package io.selvage.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * core-data as a process of its own with a Mosquitto that has the shipped configuration, on SQLite or on a PostgreSQL that
 * syncs each commit: the services edition as far as core-data sees it.
 */
final class MeasuredServices implements Edition {

    private static final int OFFSET = 3000;
    private static final int DATA_PORT = 59880 + OFFSET;
    private static final int BROKER_PORT = 1883 + OFFSET;
    private static final int POSTGRES_PORT = 5432 + OFFSET;
    private static final int START_SECONDS = 60;

    private final Path directory;
    private final Process broker;
    private final @Nullable EmbeddedPostgres postgres;
    private Process data;

    private MeasuredServices(Path directory, Process broker, @Nullable EmbeddedPostgres postgres)
            throws IOException, InterruptedException {
        this.directory = directory;
        this.broker = broker;
        this.postgres = postgres;
        this.data = launch();
        awaitData();
        awaitSubscription();
    }

    /** core-data answers before it has subscribed for the first time; from then on the broker keeps events for it. */
    private void awaitSubscription() throws IOException, InterruptedException {
        do {
            MqttIngest.count(BROKER_PORT, 1, 1, Duration.ofSeconds(1));
        } while (!awaitStored("", 1, 1));
    }

    static MeasuredServices onPostgres() throws IOException, InterruptedException {
        return start(true);
    }

    static MeasuredServices onSqlite() throws IOException, InterruptedException {
        return start(false);
    }

    private static MeasuredServices start(boolean postgres) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("selvage-bench");
        return new MeasuredServices(
                directory, mosquitto(directory), postgres ? postgres(directory, POSTGRES_PORT) : null);
    }

    private static Process mosquitto(Path directory) throws IOException, InterruptedException {
        var kept = Files.createDirectory(directory.resolve("mosquitto"));
        var shipped = Files.readString(Path.of("docker-compose/mosquitto.conf"));
        var config = Files.writeString(
                directory.resolve("mosquitto.conf"),
                shipped.replaceAll("(?m)^listener .*$", "listener " + BROKER_PORT + " 127.0.0.1")
                                .replaceAll("(?m)^persistence_location .*$", "persistence_location " + kept + "/")
                        + "user " + System.getProperty("user.name") + "\n");
        var path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        var command = new ProcessBuilder("/usr/bin/env", "PATH=" + path, "mosquitto", "-c", config.toString());
        var process = command.redirectErrorStream(true)
                .redirectOutput(directory.resolve("mosquitto.out").toFile())
                .start();
        awaitPort(BROKER_PORT, process);
        return process;
    }

    /** As it is installed: the embedded one would not sync its commits. */
    static EmbeddedPostgres postgres(Path directory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
    }

    static List<String> postgresSettings(String prefix, int port) {
        return List.of(
                prefix + "Database.Type=postgres",
                prefix + "Database.Port=" + port,
                prefix + "Database.Name=postgres",
                prefix + "Database.Password=postgres");
    }

    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var command = new ArrayList<String>(List.of(
                java,
                "-XX:+UseSerialGC",
                "-XX:+UseCompactObjectHeaders",
                "-Xmx192m",
                "-Xss512k",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "-Dselvage.log=" + directory.resolve("core-data.log"),
                "-cp",
                "all-in-one/target/box/selvage-box.jar",
                "io.selvage.data.DataApplication",
                "--Service.Port=" + DATA_PORT,
                "--MessageBus.Port=" + BROKER_PORT,
                "--Database.Path=" + directory.resolve("store/core-data.db")));
        if (postgres != null) {
            command.addAll(postgresSettings("--", POSTGRES_PORT));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("core-data.out").toFile()))
                .start();
    }

    private static void awaitPort(int port, Process process) throws IOException, InterruptedException {
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new IOException("a program has ended: " + process.info(), e);
                }
            }
        }
    }

    /** Waits until core-data answers, with what it has stored. */
    void awaitData() throws IOException, InterruptedException {
        if (!awaitStored("", 0, START_SECONDS)) {
            throw new IOException("core-data does not answer: " + Files.readString(directory.resolve("core-data.out")));
        }
    }

    /** {@code kill -9} of core-data, and another one, which need not answer yet. */
    void killAndRestart() throws IOException, InterruptedException {
        data.destroyForcibly().waitFor();
        data = launch();
    }

    /** The process of Mosquitto. */
    ProcessHandle broker() {
        return broker.toHandle();
    }

    @Override
    public int dataPort() {
        return DATA_PORT;
    }

    @Override
    public int brokerPort() {
        return BROKER_PORT;
    }

    @Override
    public ProcessHandle process() {
        return data.toHandle();
    }

    @Override
    public Path data() {
        return directory;
    }

    @Override
    public void close() throws IOException {
        for (var each : new Process[] {data, broker}) {
            each.destroy();
            try {
                each.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (postgres != null) {
            postgres.close();
        }
        Folders.delete(directory);
    }
}
