package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box whose PostgreSQL is away refuses events with 503, says so, stays up, and keeps what its own devices give. */
class AbsentDatabaseTest {

    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

    private static final String DEVICE = """
            [{"apiVersion":"v3","device":{"name":"steady","adminState":"UNLOCKED","operatingState":"UP",
              "serviceName":"device-virtual","profileName":"Random-Integer-Device","protocols":{"other":{}},
              "autoEvents":[{"interval":"100ms","onChange":false,"sourceName":"Int8"}]}}]""";

    @Test
    void theBoxSaysSoAndStaysUp(@TempDir Path directory) throws Exception {
        try (var http = new Http();
                var box = BoxProcess.start(
                        directory.resolve("box"),
                        "--no-demo",
                        "--set=core-data.Database.Type=postgres",
                        "--set=core-data.Database.Port=1")) {
            await().atMost(60, SECONDS).until(() -> box.outputText().contains("events cannot be counted now"));

            var answer = http.post(box.data(TestEvents.restPath("pump")), TestEvents.json(TestEvents.of("pump")));

            assertThat(answer.status()).isEqualTo(503);
            assertThat(box.process().isAlive()).isTrue();
            assertThat(http.get(box.metadata("/ping")).status()).isEqualTo(200);
        }
    }

    @Test
    void readingsOfItsDevicesSurviveItsDeathMeanwhile(@TempDir Path directory) throws Exception {
        var port = 5432 + BoxProcess.freeOffset();
        var postgres = postgres(directory, port);
        try (var http = new Http();
                var box = BoxProcess.start(
                        directory.resolve("box"),
                        "--set=core-data.Database.Type=postgres",
                        "--set=core-data.Database.Port=" + port,
                        "--set=core-data.Database.Name=postgres",
                        "--set=core-data.Database.Password=postgres")) {
            addDevice(http, box);
            await().ignoreExceptions()
                    .atMost(60, SECONDS)
                    .until(() -> origins(http, box).size() > 20);

            var away = now();
            postgres.close();
            await().pollDelay(4, SECONDS).until(() -> true);
            var killed = now();
            box.kill();
            box.restart();
            var back = now();
            await().pollDelay(1, SECONDS).until(() -> true);
            postgres = postgres(directory, port);

            await().ignoreExceptions()
                    .atMost(60, SECONDS)
                    .until(() -> origins(http, box).getLast() > back);
            var known = origins(http, box);
            assertThat(known).doesNotHaveDuplicates();
            for (var time = away - SECOND; time < killed - 2 * SECOND; time += SECOND) {
                var from = time;
                assertThat(known)
                        .as("from %d ms after the end of the database", (time - away) / 1_000_000)
                        .anyMatch(origin -> origin >= from && origin < from + SECOND);
            }
        } finally {
            postgres.close();
        }
    }

    /** The demo profile may still be on its way. */
    private static void addDevice(Http http, BoxProcess box) {
        await().atMost(60, SECONDS)
                .until(() -> http.post(box.metadata("/device"), DEVICE).body().contains("\"statusCode\":201"));
    }

    private static EmbeddedPostgres postgres(Path directory, int port) throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setPGStartupWait(Duration.ofMinutes(1))
                .setCleanDataDirectory(false)
                .start();
    }

    private static long now() {
        return TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis());
    }

    /** When the stored readings of the device were taken, in ns, oldest first. */
    private static List<Long> origins(Http http, BoxProcess box) throws IOException, InterruptedException {
        return http.get(box.data("/reading/export?format=csv&deviceName=steady"))
                .body()
                .lines()
                .skip(1)
                .map(line -> Long.valueOf(line.split(",", 2)[0]))
                .sorted()
                .toList();
    }
}
