package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A box whose PostgreSQL is away refuses events with 503, says so, and stays up. */
class AbsentDatabaseTest {

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
}
