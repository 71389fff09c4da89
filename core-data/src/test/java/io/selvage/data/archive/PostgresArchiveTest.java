package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.level;
import static org.awaitility.Awaitility.await;

import io.selvage.store.Database;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.PostgresExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresArchiveTest extends StretchesContract {

    PostgresArchiveTest(DatabaseLocation location) {
        super(Database.open(location, Archive.migrations()));
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

    private long vacuums() {
        return database.read(session -> session.number("SELECT vacuum_count FROM pg_stat_user_tables"
                + " WHERE schemaname = current_schema() AND relname = 'event'"));
    }
}
