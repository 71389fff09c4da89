package io.selvage.benchmarks;

<<<<<<< HEAD
=======
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.File;
>>>>>>> 11f9262 (Measure core-data on PostgreSQL and behind Mosquitto, bursts, a store of 10 M readings, ten minutes of load, and kills)
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
<<<<<<< HEAD
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** core-metadata, core-command and device-virtual as processes of their own, with a Mosquitto between them. */
final class MeasuredServices implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("selvage-bench");
    private final Deque<Process> processes = new ArrayDeque<>();

    private MeasuredServices() throws IOException {}

    static MeasuredServices start() throws IOException, InterruptedException {
        var services = new MeasuredServices();
        var config = Files.writeString(
                services.directory.resolve("mosquitto.conf"),
                "listener " + MeasuredBox.port(1883) + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n");
        var mosquitto = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        services.launch(MeasuredBox.port(1883), List.of(mosquitto, "-c", config.toString()));
        services.service("io.selvage.metadata.MetadataApplication", 59881);
        services.service("io.selvage.command.CommandApplication", 59882);
        services.service(
                "io.selvage.device.virtual.VirtualApplication",
                59900,
                "--Device.ProfilesDir=classpath:device-virtual/profiles",
                "--Device.DevicesDir=classpath:device-virtual/devices");
        return services;
    }

    private void service(String application, int port, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-Dselvage.log=" + directory.resolve(application + ".log"),
                "-cp",
                Path.of("all-in-one/target/box/selvage-box.jar")
                        .toAbsolutePath()
                        .toString(),
                application,
                "--Service.Port=" + MeasuredBox.port(port),
                "--MessageBus.Port=" + MeasuredBox.port(1883),
                "--Clients.core-metadata.Port=" + MeasuredBox.port(59881),
                "--Database.Path=" + directory.resolve(application + ".db")));
        command.addAll(List.of(more));
        launch(MeasuredBox.port(port), command);
    }

    private void launch(int port, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        processes.push(process);
        while (!answers(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " has ended: " + Files.readString(directory.resolve("out")));
=======
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
>>>>>>> 11f9262 (Measure core-data on PostgreSQL and behind Mosquitto, bursts, a store of 10 M readings, ten minutes of load, and kills)
            }
        }
    }

<<<<<<< HEAD
    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var process : processes) {
            process.destroy();
            try {
                process.waitFor();
=======
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
>>>>>>> 11f9262 (Measure core-data on PostgreSQL and behind Mosquitto, bursts, a store of 10 M readings, ten minutes of load, and kills)
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
<<<<<<< HEAD
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
=======
        if (postgres != null) {
            postgres.close();
        }
        Folders.delete(directory);
>>>>>>> 11f9262 (Measure core-data on PostgreSQL and behind Mosquitto, bursts, a store of 10 M readings, ten minutes of load, and kills)
    }
}
