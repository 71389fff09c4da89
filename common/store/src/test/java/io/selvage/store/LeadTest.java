package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(PostgresExtension.class)
class LeadTest {

    private final Migrations migrations = Migrations.of(LeadTest.class, "test", "V1__pumps.sql");

    @Test
    void oneOfTwoHasItUntilItGoes(DatabaseLocation location) {
        try (var database = Database.open(location, migrations);
                var other = new Lead(database, 7);
                var another = new Lead(database, 8)) {
            try (var one = new Lead(database, 7)) {
                assertThat(one.isHeld()).isTrue();
                assertThat(other.isHeld()).isFalse();
                assertThat(one.isHeld()).isTrue();
                assertThat(another.isHeld()).as("a lead of something else").isTrue();
            }

            await().until(other::isHeld); // when the server has noticed
        }
    }

    @Test
    void aLostConnectionIsTheEndOfIt(DatabaseLocation location) {
        try (var database = Database.open(location, migrations);
                var one = new Lead(database, 7);
                var other = new Lead(database, 7)) {
            assertThat(one.isHeld()).isTrue();

            database.write(session -> session.number("SELECT count(pg_terminate_backend(pid)) FROM pg_locks"
                    + " WHERE locktype = 'advisory' AND pid <> pg_backend_pid()"));

            await().until(other::isHeld); // when the server has ended the connection of the one
            assertThat(one.isHeld()).isFalse();
        }
    }

    @Test
    void aFileHasNoSecondProcess(@TempDir Path directory) {
        try (var database = Database.open(new SqliteFile(directory.resolve("store.db")), migrations)) {
            assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> new Lead(database, 7));
        }
    }
}
