package io.selvage.data.archive;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.Databases;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a process called stored is there after it was killed. */
class KilledProcessTest {

    private static final int KILLS = 3;
    private static final int EVENTS_BEFORE_A_KILL = 2_000;

    @Test
    void everyEventThatWasAcknowledgedIsThereOnce(@TempDir Path directory) throws Exception {
        var acknowledged = new ArrayList<String>();
        for (var kill = 0; kill < KILLS; kill++) {
            acknowledged.addAll(acknowledgedUntilKilled(directory));
        }

        try (var database = Database.open(Databases.file(directory), Archive.migrations());
                var archive = new Archive(database)) {
            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(KILLS * EVENTS_BEFORE_A_KILL);
            assertThat(acknowledged)
                    .allMatch(id -> archive.event(UUID.fromString(id)).isPresent());
            long rows = database.read(session -> session.number("SELECT count(*) FROM event"));
            assertThat(archive.countEvents(Selection.all())).isEqualTo(rows);
            assertThat(archive.readings(Selection.all(), new Page(0, 20, true)).items())
                    .hasSize(20);
        }
    }

    private static List<String> acknowledgedUntilKilled(Path directory) throws IOException, InterruptedException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var process = new ProcessBuilder(
                        java,
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WritingProcess.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        var ids = new ArrayList<String>();
        try (var lines = process.inputReader()) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.length() == 36) { // the last may be torn
                    ids.add(line);
                }
                if (ids.size() == EVENTS_BEFORE_A_KILL) {
                    process.toHandle().destroyForcibly(); // leaves what it said readable
                }
            }
        }
        assertThat(process.waitFor(20, SECONDS)).isTrue();
        return ids;
    }
}
