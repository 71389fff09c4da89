package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a database whose file or disk is taken away from it. */
class SqliteFileTest {

    private final Path root;
    private final Path directory;
    private final Database database;

    SqliteFileTest(@TempDir Path root) throws IOException {
        this.root = root;
        this.directory = Files.createDirectory(root.resolve("store"));
        this.database = Database.open(Databases.file(directory), DocumentsContract.migrations());
    }

    @AfterEach
    void close() {
        database.close();
    }

    private void insert(String name) {
        var sql = "INSERT INTO pump (id, created, document, name) VALUES (?, 0, '{}', ?)";
        database.write(session -> session.update(sql, name, name));
    }

    private long stored() {
        return database.read(session -> session.number("SELECT count(*) FROM pump"));
    }

    private static void assertUnavailable(ThrowingCallable work) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(work)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
    }

    @Test
    void aDirectoryThatIsGoneIsNoticedAndOneThatIsBackIsUsed() throws IOException {
        insert("a");
        Files.move(directory, root.resolve("elsewhere"));

        assertUnavailable(() -> insert("b"));
        assertUnavailable(this::stored);
        assertThat(directory).doesNotExist();
        Files.move(root.resolve("elsewhere"), directory);
        insert("c");
        assertThat(stored()).isEqualTo(2);
    }

    @Test
    void anotherFileInThatPlaceIsOpened() throws IOException {
        insert("a");
        Files.move(directory, root.resolve("elsewhere"));
        Files.createDirectory(directory);
        Files.createFile(directory.resolve("store.db"));

        assertThat(stored()).isZero();
        insert("b");
        assertThat(stored()).isEqualTo(1);
    }

    @Test
    void aFullDiskRefusesAndRecovers() throws IOException {
        try (var disk = SmallDisk.mount(Files.createDirectory(root.resolve("disk")), 8);
                var small = Database.open(Databases.file(disk.directory()), DocumentsContract.migrations())) {
            var document = "x".repeat(100_000);
            var sql = "INSERT INTO pump (id, created, document, name) VALUES (?, 0, ?, ?)";
            small.write(session -> session.update(sql, "a", document, "a"));
            disk.fill();
            assertUnavailable(() -> small.write(session -> session.update(sql, "b", document, "b")));
            assertThat(small.<Long>read(session -> session.number("SELECT count(*) FROM pump")))
                    .isEqualTo(1);

            disk.free();
            small.write(session -> session.update(sql, "c", document, "c"));
            assertThat(small.<Long>read(session -> session.number("SELECT count(*) FROM pump")))
                    .isEqualTo(2);
        }
    }

    @Test
    void theLogGoesIntoTheFileWithoutTheWriter() throws SQLException {
        var mostOfAPage = "x".repeat(3_000);
        database.write(session -> {
            for (var i = 0; i < Connector.CHECKPOINT_PAGES + 1_000; i++) {
                session.update("INSERT INTO pump (id, created, document, name) VALUES (?, 0, ?, ?)", i, mostOfAPage, i);
            }
            return true;
        });

        try (var connection = new Connector(Databases.file(directory)).reader()) {
            await().until(() -> waitingPages(connection) < Connector.CHECKPOINT_PAGES / 2);
        }
    }

    private static int waitingPages(Connection connection) throws SQLException {
        try (var pragma = connection.createStatement();
                var row = pragma.executeQuery("PRAGMA wal_checkpoint(NOOP)")) {
            return row.next() ? row.getInt("log") - row.getInt("checkpointed") : 0;
        }
    }
}
