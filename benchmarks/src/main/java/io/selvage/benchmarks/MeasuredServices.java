package io.selvage.benchmarks;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * core-data as a process of its own with a Mosquitto that has the shipped configuration, on SQLite or on a PostgreSQL that
 * syncs each commit: the services edition as far as core-data sees it.
 */
final class MeasuredServices implements Edition {

    private static final int OFFSET = 3000;
    private static final int POSTGRES_PORT = 5432 + OFFSET;
    private static final int START_SECONDS = 60;

    private final ServiceProcesses processes;
    private final @Nullable EmbeddedPostgres postgres;
    private Process data;

    private MeasuredServices(ServiceProcesses processes, @Nullable EmbeddedPostgres postgres)
            throws IOException, InterruptedException {
        this.processes = processes;
        this.postgres = postgres;
        this.data = launch();
        awaitData();
        awaitSubscription();
    }

    /** core-data answers before it has subscribed for the first time; from then on the broker keeps events for it. */
    private void awaitSubscription() throws IOException, InterruptedException {
        do {
            MqttIngest.count(brokerPort(), 1, 1, Duration.ofSeconds(1));
        } while (!awaitStored("", 1, 1));
    }

    static MeasuredServices onPostgres() throws IOException, InterruptedException {
        return start(true);
    }

    static MeasuredServices onSqlite() throws IOException, InterruptedException {
        return start(false);
    }

    private static MeasuredServices start(boolean postgres) throws IOException, InterruptedException {
        var processes = ServiceProcesses.start(OFFSET);
        return new MeasuredServices(processes, postgres ? postgres(processes.directory(), POSTGRES_PORT) : null);
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
        return processes.service(
                "core-data", 59880, postgres == null ? List.of() : postgresSettings("--", POSTGRES_PORT));
    }

    /** Waits until core-data answers, with what it has stored. */
    void awaitData() throws IOException, InterruptedException {
        if (!awaitStored("", 0, START_SECONDS)) {
            throw new IOException("core-data does not answer: " + processes.said("core-data"));
        }
    }

    /** {@code kill -9} of core-data, and another one, which need not answer yet. */
    void killAndRestart() throws IOException, InterruptedException {
        data.destroyForcibly().waitFor();
        data = launch();
    }

    /** The process of Mosquitto. */
    ProcessHandle broker() {
        return processes.broker();
    }

    @Override
    public int dataPort() {
        return processes.port(59880);
    }

    @Override
    public int brokerPort() {
        return processes.port(1883);
    }

    @Override
    public ProcessHandle process() {
        return data.toHandle();
    }

    @Override
    public Path data() {
        return processes.directory();
    }

    @Override
    public void close() throws IOException {
        processes.stop();
        if (postgres != null) {
            postgres.close();
        }
        processes.close();
    }
}
