package io.selvage.store;

import java.nio.file.Path;

/** Where the database of one service is. */
public sealed interface DatabaseLocation {

    /** A file of its own; missing directories are made. */
    record SqliteFile(Path path) implements DatabaseLocation {

        @Override
        public Dialect dialect() {
            return Dialect.SQLITE;
        }

        @Override
        public String toString() {
            return "SQLite file " + path;
        }
    }

    /** A schema of its own in a database that services may share. */
    record PostgresSchema(String host, int port, String database, String user, String password, String schema)
            implements DatabaseLocation {

        @Override
        public Dialect dialect() {
            return Dialect.POSTGRES;
        }

        @Override
        public String toString() {
            return "PostgreSQL at " + host + ":" + port + "/" + database + ", schema " + schema;
        }
    }

    Dialect dialect();
}
