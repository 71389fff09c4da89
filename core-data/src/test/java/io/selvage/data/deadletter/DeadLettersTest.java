package io.selvage.data.deadletter;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.DeadLetter;
import io.selvage.data.archive.Archive;
import io.selvage.service.Page;
import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.Databases;
import io.selvage.store.PostgresExtension;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

class DeadLettersTest {

    private static final int MOST_BYTES = 200_000;

    @Test
    void theOldestGoWhereTheyTakeTooMuchOnSqlite(@TempDir Path directory) {
        theOldestGo(Databases.file(directory));
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void theOldestGoWhereTheyTakeTooMuchOnPostgres(DatabaseLocation location) {
        theOldestGo(location);
    }

    private static void theOldestGo(DatabaseLocation location) {
        try (var database = Database.open(location, Archive.migrations());
                var letters = new DeadLetters(database, Clock.systemUTC(), MOST_BYTES)) {
            for (var i = 0; i < 5; i++) {
                assertThat(letters.add("topic " + i + "\0", "reason", new byte[100_000]))
                        .succeedsWithin(10, SECONDS);
            }

            var page = letters.list(new Page(0, 20, true));
            assertThat(page.totalCount()).isEqualTo(3);
            assertThat(page.droppedCount()).isEqualTo(2);
            assertThat(page.deadLetters())
                    .extracting(DeadLetter::topic)
                    .containsExactly("topic 4\uFFFD", "topic 3\uFFFD", "topic 2\uFFFD");
            assertThat(page.deadLetters().getFirst().size()).isEqualTo(100_000);
            assertThat(page.deadLetters().getFirst().payload()).hasSizeLessThan(90_000);
        }
    }
}
