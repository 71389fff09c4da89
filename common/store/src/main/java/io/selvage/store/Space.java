package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.SqliteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * What a database takes on disk.
 *
 * @param used bytes that hold something: of SQLite the file without its free pages, beside which there is the
 *     write-ahead log, normally of at most 64 MB; of PostgreSQL the tables and indexes of the schema
 * @param free bytes in the file that can be given back
 * @param disk bytes of the file system that the file is on; 0 where that is the server's affair
 */
public record Space(long used, long free, long disk) {

    private static final int NO_TIME_LIMIT = 0;

    /** What the database takes now. */
    public static Space of(Database database) {
        return database.read(session -> of(session, database.location()));
    }

    /**
     * Gives room of deleted rows back: of SQLite up to so many pages, in one short transaction, to the file system; of
     * PostgreSQL all of the tables, for new rows.
     *
     * @return whether there is more to be given back
     */
    public static boolean giveBack(Database database, int pages, List<String> tables) {
        try {
            if (database.dialect() == Dialect.POSTGRES) {
                try (var connection = new Connector(database.location()).writer()) {
                    vacuum(connection, tables);
                }
                return false;
            }
        } catch (SQLException e) {
            throw Failures.asEdge(e, database.location());
        }
        database.onWriter(connection -> cut(connection, pages));
        var more = database.read(session -> session.number("PRAGMA freelist_count") > 0);
        if (!more) {
            database.onWriter(Space::settle);
        }
        return more;
    }

    private static Space of(Session session, DatabaseLocation location) {
        if (!(location instanceof SqliteFile(var path))) {
            return new Space(
                    session.number("SELECT coalesce(sum(pg_total_relation_size(c.oid)), 0) FROM pg_class c"
                            + " WHERE c.relnamespace = current_schema()::regnamespace AND c.relkind = 'r'"),
                    0,
                    0);
        }
        var page = session.number("PRAGMA page_size");
        var pages = session.number("PRAGMA page_count");
        var free = session.number("PRAGMA freelist_count");
        try {
            return new Space(
                    (pages - free) * page,
                    free * page,
                    Files.getFileStore(path.toAbsolutePath()).getTotalSpace());
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "size of " + path + " unknown: " + e, e);
        }
    }

    /** Cuts so many free pages at most off the file of the connection, which is in no transaction. */
    private static void cut(Connection connection, int pages) throws SQLException {
        try (var pragma = connection.createStatement()) {
            pragma.executeUpdate("PRAGMA incremental_vacuum(" + pages + ")");
            connection.commit();
        }
    }

    /** Brings the write-ahead log into the file, which is then as small as it can be; readers may hinder it. */
    private static void settle(Connection connection) throws SQLException {
        try (var pragma = connection.createStatement()) {
            pragma.execute("PRAGMA busy_timeout=100");
            Checkpoints.make(connection, "TRUNCATE");
            pragma.execute("PRAGMA busy_timeout=" + Connector.BUSY_MS);
        }
    }

    /** Makes the room of deleted rows free for new ones, on a connection of its own. */
    private static void vacuum(Connection connection, List<String> tables) throws SQLException {
        connection.setNetworkTimeout(Runnable::run, NO_TIME_LIMIT);
        try (var statement = connection.createStatement()) {
            for (var table : tables) {
                statement.execute("VACUUM (ANALYZE) " + statement.enquoteIdentifier(table, false));
            }
        }
    }
}
