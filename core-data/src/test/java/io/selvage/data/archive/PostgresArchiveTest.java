package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.level;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.PostgresExtension;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresArchiveTest extends StretchesContract {

    private static final int SOURCES = 20;

    private final DatabaseLocation location;

    PostgresArchiveTest(DatabaseLocation location) {
        super(Database.open(location, Archive.migrations()));
        this.location = location;
    }

    @Test
    void roomIsMadeWhileEventsComeIn() {
        addLevels("d1", 2_000);
        archive.deleteOfDevice("d1");

        var next = new AtomicInteger();
        await().pollInterval(Duration.ofMillis(20)).until(() -> {
            add(level("d2", next.incrementAndGet(), 1));
            return vacuums() > 0;
        });
    }

    @Test
    void twoProcessesCountTheEventsOfTheSameSources() {
        try (var otherDatabase = Database.open(location, Archive.migrations());
                var other = new Archive(otherDatabase)) {
            var all = new ArrayList<CompletableFuture<?>>();
            for (var i = 1; i <= 2_000; i++) {
                all.add(archive.add(level("d" + i % SOURCES, i, i)));
                all.add(other.add(level("d" + (SOURCES - 1 - i % SOURCES), -i, i)));
            }
            assertThat(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)))
                    .succeedsWithin(60, SECONDS);
        }

        List<Long> counted =
                database.read(session -> session.list("SELECT rows FROM tally ORDER BY shape", row -> row.getLong(1)));
        assertThat(counted).hasSize(SOURCES).containsOnly(2L * 2_000 / SOURCES);
    }

    private long vacuums() {
        return database.read(session -> session.number("SELECT vacuum_count FROM pg_stat_user_tables"
                + " WHERE schemaname = current_schema() AND relname = 'event'"));
    }
}
