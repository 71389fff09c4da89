package io.selvage.benchmarks;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Selection;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.Login;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.Semaphore;

/**
 * How fast core-data's archive takes events, what they cost on disk and how fast they are found, without HTTP and bus. The
 * figures stand in docs/adr/0005-an-event-is-one-row.md.
 *
 * <p>Arguments: how many events, and an empty directory for SQLite or {@code HOST:PORT} of a PostgreSQL that knows user,
 * password and database {@code postgres}.
 */
public final class ArchiveBenchmark {

    private static final int SOURCES = 200;
    private static final int SOURCES_OF_A_DEVICE = 4;
    private static final int READINGS = 5;
    private static final int IN_FLIGHT = 2_000;
    private static final int REPORT = 100_000;
    private static final int QUERIES = 200;
    private static final long BEGIN = 1_790_000_000_000_000_000L;
    private static final long STEP = 1_000_003L;

    private final SplittableRandom random = new SplittableRandom(1);
    private final List<UUID> someIds = new ArrayList<>();
    private final int events;

    private ArchiveBenchmark(int events) {
        this.events = events;
    }

    public static void main(String[] arguments) throws Exception {
        var location = location(arguments[1]);
        var benchmark = new ArchiveBenchmark(Integer.parseInt(arguments[0]));
        try (var database = Database.open(location, Archive.migrations());
                var archive = new Archive(database)) {
            benchmark.store(archive);
            benchmark.find(archive);
            benchmark.delete(archive);
        }
        if (location instanceof SqliteFile(var path)) {
            print("file: %d MB", Files.size(path) / 1_000_000);
        }
    }

    private static DatabaseLocation location(String place) {
        if (!place.contains(":")) {
            return new SqliteFile(Path.of(place, "archive.db"));
        }
        var server = place.split(":", 2);
        return new PostgresSchema(
                server[0],
                Integer.parseInt(server[1]),
                "postgres",
                new Login("postgres", "postgres"),
                "benchmark_" + System.nanoTime());
    }

    private void store(Archive archive) throws InterruptedException, IOException {
        var inFlight = new Semaphore(IN_FLIGHT);
        var start = System.nanoTime();
        var last = start;
        for (var number = 1; number <= events; number++) {
            var event = event(number);
            if (number % 1_000 == 0) {
                someIds.add(UUID.fromString(event.id()));
            }
            inFlight.acquire();
            var _ = archive.add(event).whenComplete((_, _) -> inFlight.release());
            if (number % REPORT == 0) {
                print("%d events, %d a second", number, REPORT * 1_000_000_000L / (System.nanoTime() - last));
                last = System.nanoTime();
            }
        }
        inFlight.acquire(IN_FLIGHT);
        print("all: %d events a second", events * 1_000_000_000L / (System.nanoTime() - start));
        if (archive.countEvents(Selection.all()) != events) {
            throw new IllegalStateException("not all events are there");
        }
    }

    private Event event(int number) {
        var source = number % SOURCES;
        var origin = BEGIN + number * STEP;
        var readings = new ArrayList<Reading>();
        for (var i = 0; i < READINGS; i++) {
            var text = new ReadingValue.Simple(GoNumbers.scientific(random.nextDouble() * 100));
            readings.add(Reading.of(origin, device(source), resource(source, i), ValueType.FLOAT64, text));
        }
        var id = new UUID(random.nextLong(), random.nextLong()).toString();
        return new Event(
                ApiVersion.V3,
                id,
                device(source),
                "profile",
                "source-" + source % SOURCES_OF_A_DEVICE,
                origin,
                readings,
                Map.of(),
                Map.of());
    }

    private static String device(int source) {
        return "device-" + source / SOURCES_OF_A_DEVICE;
    }

    private static String resource(int source, int reading) {
        return "resource-" + source % SOURCES_OF_A_DEVICE + "-" + reading;
    }

    private Selection anyResource() {
        return Selection.all().ofResources(List.of(resource(random.nextInt(SOURCES), 1)));
    }

    private Selection anyResourceOfADevice() {
        var source = random.nextInt(SOURCES);
        return Selection.all().ofDevice(device(source)).ofResources(List.of(resource(source, 1)));
    }

    private void find(Archive archive) {
        var newest = new Page(0, 20, true);
        var hundred = new Page(0, 100, true);
        time("last 100 of a device's resource", () -> archive.readings(anyResourceOfADevice(), hundred));
        time("newest 20 of a resource of all devices", () -> archive.readings(anyResource(), newest));
        time("newest 20 of all readings", () -> archive.readings(Selection.all(), newest));
        time("newest 20 events", () -> archive.events(Selection.all(), newest));
        time("an event by its id", () -> archive.event(someIds.get(random.nextInt(someIds.size()))));
        time("20 readings of a past minute", () -> {
            var start = BEGIN + random.nextInt(events) * STEP;
            archive.readings(Selection.all().between(start, start + 60_000_000_000L), new Page(0, 20, false));
        });
        time("count of events", () -> archive.countEvents(Selection.all()));
    }

    private static void time(String what, Runnable query) {
        var nanos = new long[QUERIES];
        for (var i = -QUERIES; i < QUERIES; i++) {
            var start = System.nanoTime();
            query.run();
            nanos[Math.max(i, 0)] = System.nanoTime() - start;
        }
        Arrays.sort(nanos);
        print("%-40s p50 %6.3f ms, p99 %7.3f ms", what, nanos[QUERIES / 2] / 1e6, nanos[QUERIES * 99 / 100] / 1e6);
    }

    private void delete(Archive archive) {
        var start = System.nanoTime();
        archive.deleteOfDevice(device(0));
        print("delete of a device: %d events a second", rate(events * SOURCES_OF_A_DEVICE / SOURCES, start));
        start = System.nanoTime();
        archive.deleteUpTo(BEGIN + events / 5 * STEP);
        print("delete of the oldest fifth: %d events a second", rate(events / 5, start));
    }

    private static long rate(int number, long start) {
        return number * 1_000_000_000L / (System.nanoTime() - start);
    }

    /** The benchmark's result is what it prints. */
    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... figures) {
        System.out.printf(Locale.ROOT, format + "%n", figures);
    }
}
