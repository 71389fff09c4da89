package io.selvage.data.archive;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Database;
import io.selvage.store.Databases;
import io.selvage.store.Space;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteArchiveTest extends StretchesContract {

    private final Path directory;

    SqliteArchiveTest(@TempDir Path directory) {
        super(Database.open(Databases.file(directory), Archive.migrations()));
        this.directory = directory;
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

    @Test
    void theFileGetsSmallerWhenMuchIsDeleted() throws IOException {
        addLevels("d1", 20_000);
        add(level("d2", 1, 1));
        var before = Space.of(database).used();

        archive.deleteOfDevice("d1");
        await().untilAsserted(() ->
                assertThat(Files.size(directory.resolve("store.db"))).isLessThan(before / 4));
        assertThat(archive.countEvents(Selection.all())).isEqualTo(1);
    }
}
