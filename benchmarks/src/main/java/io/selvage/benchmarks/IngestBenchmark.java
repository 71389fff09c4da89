package io.selvage.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Stream;

/** How fast core-data takes events where PostgreSQL or Mosquitto take part, and a burst that none of them may lose. */
final class IngestBenchmark {

    private static final int RUNS = 5;
    private static final int PUBLISHERS = 4;
    private static final int CLIENTS = 32;
    private static final int SETTLE_SECONDS = 120;
    private static final int BURST = 100_000;
    private static final int BUS_EVENTS = 80_000;
    private static final int POSTGRES_PORT = 5432 + 3000;
    private static final Duration WARM_UP = Duration.ofSeconds(12);
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final Duration LONG = Duration.ofMinutes(3);

    private final PrintStream out;

    IngestBenchmark(PrintStream out) {
        this.out = out;
    }

    void services() throws IOException, InterruptedException {
        try (var edition = MeasuredServices.onPostgres()) {
            measure(edition, "core-data, Mosquitto, PostgreSQL");
        }
    }

    void servicesOnSqlite() throws IOException, InterruptedException {
        try (var edition = MeasuredServices.onSqlite()) {
            measure(edition, "core-data, Mosquitto, SQLite");
        }
    }

    void boxOnPostgres() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("selvage-bench-postgres");
        var settings = MeasuredServices.postgresSettings("core-data.", POSTGRES_PORT).stream()
                .flatMap(setting -> Stream.of("--set", setting));
        try (var _ = MeasuredServices.postgres(directory, POSTGRES_PORT);
                var box = MeasuredBox.start(
                        Stream.concat(Stream.of("--no-demo"), settings).toArray(String[]::new))) {
            measure(box, "box, PostgreSQL");
        } finally {
            Folders.delete(directory);
        }
    }

    private void measure(Edition edition, String what) throws IOException, InterruptedException {
        HttpIngest.run(edition.dataPort(), CLIENTS, WARM_UP);
        var rates = new double[RUNS];
        for (var i = 0; i < RUNS; i++) {
            rates[i] = HttpIngest.run(edition.dataPort(), CLIENTS, RUN);
        }
        Benchmarks.print(out, what + ": durable events/s over HTTP, 32 clients", rates);
        for (var i = 0; i < RUNS; i++) {
            bus(edition); // to warm up
        }
        for (var i = 0; i < RUNS; i++) {
            rates[i] = bus(edition);
        }
        Benchmarks.print(
                out, what + ": durable events/s over MQTT at QoS 1, 4 publishers, until all are stored", rates);
        out.printf("  core-data: at most %d MB resident%n", Memory.peak(edition.process()));
        var fsync = Fsync.measure(edition.data());
        out.printf(Locale.ROOT, "  fsync of 4 KiB, ms: median %.2f, p99 %.2f%n", fsync[0], fsync[1]);
    }

    /** Events a second from the first publish until the last is counted in the store; as many as a broker may keep. */
    private static double bus(Edition edition) throws IOException, InterruptedException {
        var before = edition.stored("");
        var start = System.nanoTime();
        var events = MqttIngest.count(edition.brokerPort(), PUBLISHERS, BUS_EVENTS / PUBLISHERS, LONG);
        awaitAll(edition, before + events);
        return events * 1e9 / (System.nanoTime() - start);
    }

    private static void awaitAll(Edition edition, long events) throws IOException, InterruptedException {
        if (!edition.awaitStored("", events, SETTLE_SECONDS) || edition.stored("") != events) {
            throw new IOException(edition.stored("") + " events are stored instead of " + events);
        }
    }

    /** 100,000 events at QoS 1 from 4 publishers at full speed; the ids are all different, so their number says all. */
    void burst() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start("--no-demo")) {
            burst(box, "box");
        }
        try (var services = MeasuredServices.onPostgres()) {
            burst(services, "core-data, Mosquitto, PostgreSQL");
            out.printf("  Mosquitto: at most %d MB resident%n", Memory.peak(services.broker()));
        }
        try (var services = MeasuredServices.onSqlite()) {
            burst(services, "core-data, Mosquitto, SQLite");
            out.printf("  Mosquitto: at most %d MB resident%n", Memory.peak(services.broker()));
        }
    }

    private void burst(Edition edition, String what) throws IOException, InterruptedException {
        var before = edition.stored("");
        var start = System.nanoTime();
        var sent = MqttIngest.count(edition.brokerPort(), PUBLISHERS, BURST / PUBLISHERS, LONG);
        var acknowledged = System.nanoTime();
        awaitAll(edition, before + sent);
        out.printf(
                Locale.ROOT,
                "%s: %d of %d events stored, none twice; acknowledged in %.1f s, stored in %.1f s; at most %d MB"
                        + " resident, heap after GC %.1f MB%n",
                what,
                edition.stored("") - before,
                BURST,
                (acknowledged - start) / 1e9,
                (System.nanoTime() - start) / 1e9,
                Memory.peak(edition.process()),
                Memory.heapAfterGc(edition.process()));
    }
}
