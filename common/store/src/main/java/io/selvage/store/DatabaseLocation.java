package io.selvage.store;

import java.nio.file.Path;
import java.util.function.Supplier;

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

    /** Who connects. */
    record Login(String user, String password) {

        /** Names no password. */
        @Override
        public String toString() {
            return user;
        }
    }

    /**
     * A schema of its own in a database that services may share.
     *
     * @param login asked for at each connection
     */
    record PostgresSchema(String host, int port, String database, Supplier<Login> login, String schema)
            implements DatabaseLocation {

        /** One with a login that does not change. */
        public PostgresSchema(String host, int port, String database, Login login, String schema) {
            this(host, port, database, () -> login, schema);
        }

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
