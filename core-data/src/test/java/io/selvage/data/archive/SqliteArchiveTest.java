package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Database;
import io.selvage.store.Databases;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveTest extends ValuesContract {

    SqliteArchiveTest(@TempDir Path directory) {
        super(Database.open(Databases.file(directory), Archive.migrations()));
    }

    @Test
    void aLargeValueLiesApartAndGoesWithItsEvent() {
        var text = "x".repeat(100_000);
        var large = event(
                "d",
                "s",
                1,
                reading("d", "small", ValueType.INT8, 1, "5"),
                reading("d", "large", ValueType.STRING, 1, text));
        add(large, large, level("d", 2, 2));

        assertThat(stored(large).readings())
                .extracting(Reading::value)
                .containsExactlyInAnyOrder(new ReadingValue.Simple("5"), new ReadingValue.Simple(text));
        assertThat(apart()).isEqualTo(1);
        archive.delete(UUID.fromString(large.id()));
        assertThat(apart()).isZero();
    }

    private long apart() {
        return database.read(session -> session.number("SELECT count(*) FROM large"));
    }
}
