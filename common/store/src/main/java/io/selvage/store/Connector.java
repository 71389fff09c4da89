package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.TransactionMode;

/** Opens connections to one place. Each is in auto-commit mode. */
record Connector(DatabaseLocation location) {

    /** Pages of 4 KiB in the write-ahead log before they go to the file: 32 MiB, so that a hot page goes there once. */
    static final int CHECKPOINT_PAGES = 8_192;

    /** Pages from which on the writer sees to it itself: {@link Checkpoints} cannot keep up. */
    private static final int WRITERS_CHECKPOINT_PAGES = 3 * CHECKPOINT_PAGES / 2;

    /** What is left of a write-ahead log that a long query let grow. */
    private static final int LOG_BYTES = 64 * 1024 * 1024;

    private static final int WRITER_CACHE_KIB = 16 * 1024;
    private static final int READER_CACHE_KIB = 2 * 1024;
    static final int BUSY_MS = 5_000;

    /** Of a long result so many rows are in memory at once. */
    private static final String FETCHED_ROWS = "1000";

    /** What the server does about a client whose machine has gone without a word: others wait for its locks meanwhile. */
    private static final String HOST_LOST = "SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5;"
            + " SET tcp_keepalives_count = 3; SET idle_in_transaction_session_timeout = '60s'";

    Connection writer() throws SQLException {
        return switch (location) {
            case SqliteFile(var path) -> {
                try {
                    Files.createDirectories(path.toAbsolutePath().getParent());
                } catch (IOException e) {
                    throw new EdgeException(
                            ErrorKind.SERVICE_UNAVAILABLE, "the directory of " + path + " cannot be made: " + e, e);
                }
                yield sqlite(path, WRITER_CACHE_KIB, false);
            }
            case PostgresSchema schema -> {
                var connection = postgres(schema, false);
                try (var create = connection.createStatement()) {
                    create.execute("CREATE SCHEMA IF NOT EXISTS " + create.enquoteIdentifier(schema.schema(), true));
                }
                yield connection;
            }
        };
    }

    Connection reader() throws SQLException {
        return switch (location) {
            case SqliteFile(var path) -> sqlite(path, READER_CACHE_KIB, true);
            case PostgresSchema schema -> postgres(schema, true);
        };
    }

    private static Connection sqlite(Path path, int cacheKib, boolean readOnly) throws SQLException {
        var config = new SQLiteConfig();
        config.setTransactionMode(readOnly ? TransactionMode.DEFERRED : TransactionMode.IMMEDIATE);
        config.setBusyTimeout(BUSY_MS);
        var connection = config.createConnection("jdbc:sqlite:" + path.toAbsolutePath());
        try (var pragma = connection.createStatement()) {
            if (readOnly) {
                pragma.execute("PRAGMA query_only=ON");
            } else {
                // first of all, or a new file is without it: freed pages can be given back in slices
                pragma.execute("PRAGMA auto_vacuum=INCREMENTAL");
                pragma.execute("PRAGMA journal_mode=WAL");
                pragma.execute("PRAGMA synchronous=FULL");
                pragma.execute("PRAGMA wal_autocheckpoint=" + WRITERS_CHECKPOINT_PAGES);
                pragma.execute("PRAGMA journal_size_limit=" + LOG_BYTES);
            }
            pragma.execute("PRAGMA cache_size=-" + cacheKib);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        return connection;
    }

    private static Connection postgres(PostgresSchema schema, boolean readOnly) throws SQLException {
        var properties = new Properties();
        var login = schema.login().get();
        properties.setProperty("user", login.user());
        properties.setProperty("password", login.password());
        properties.setProperty("currentSchema", schema.schema());
        properties.setProperty("ApplicationName", schema.schema());
        properties.setProperty("connectTimeout", "3");
        properties.setProperty("loginTimeout", "3");
        properties.setProperty("socketTimeout", "30");
        properties.setProperty("tcpKeepAlive", "true");
        properties.setProperty("defaultRowFetchSize", FETCHED_ROWS);
        var url = "jdbc:postgresql://" + schema.host() + ":" + schema.port() + "/" + schema.database();
        var connection = DriverManager.getConnection(url, properties);
        try (var set = connection.createStatement()) {
            set.execute(HOST_LOST);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        connection.setReadOnly(readOnly);
        return connection;
    }
}
