package io.selvage.store;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * The scripts that bring a database to what the service needs, in order: {@code /db/FOLDER/sqlite/NAME} and {@code
 * /db/FOLDER/postgres/NAME} on the classpath. A script that has run is never run again nor changed.
 *
 * @param anchor a class of the module that has the scripts
 * @param names the scripts, such as {@code V1__metadata.sql}
 */
public record Migrations(Class<?> anchor, String folder, List<String> names) {

    public Migrations {
        names = List.copyOf(names);
    }

    /** The scripts of the folder of that class's module. */
    public static Migrations of(Class<?> anchor, String folder, String... names) {
        return new Migrations(anchor, folder, List.of(names));
    }

    /** Runs what has not run yet, each script in a transaction of its own. The connection must not be in one. */
    void run(Connection connection, Dialect dialect) throws SQLException {
        try (var create = connection.createStatement()) {
            create.execute("CREATE TABLE IF NOT EXISTS schema_version (name TEXT PRIMARY KEY)");
        }
        connection.setAutoCommit(false);
        try {
            for (var name : names) {
                runOnce(connection, dialect, name);
                connection.commit();
            }
        } catch (SQLException | RuntimeException e) {
            connection.rollback();
            throw e;
        } finally {
            connection.setAutoCommit(true);
        }
    }

    private void runOnce(Connection connection, Dialect dialect, String name) throws SQLException {
        // the insert holds the row (PostgreSQL) or the database (SQLite): of two that start at once, one waits
        try (var insert =
                connection.prepareStatement("INSERT INTO schema_version (name) VALUES (?) ON CONFLICT DO NOTHING")) {
            insert.setString(1, name);
            if (insert.executeUpdate() == 0) {
                return;
            }
        }
        try (var script = connection.createStatement()) {
            script.executeUpdate(text(dialect, name));
        }
    }

    private String text(Dialect dialect, String name) {
        var path = "/db/" + folder + "/" + dialect.folder() + "/" + name;
        try (var in = anchor.getResourceAsStream(path)) {
            if (in == null) {
                throw new EdgeException(ErrorKind.SERVER_ERROR, "no migration script " + path);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new EdgeException(ErrorKind.SERVER_ERROR, "migration script " + path + " not readable", e);
        }
    }
}
