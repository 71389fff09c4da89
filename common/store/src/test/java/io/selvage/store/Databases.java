package io.selvage.store;

import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.opentest4j.TestAbortedException;

/** Places for the databases of tests. PostgreSQL is started once for all tests of a module. */
public final class Databases {

    private Databases() {}

    /** A file in the directory. */
    public static DatabaseLocation file(Path directory) {
        return new SqliteFile(directory.resolve("store.db"));
    }

    /** A new schema of the one server, which is started where it is the first; the test is skipped where none can be. */
    public static DatabaseLocation schema(ExtensionContext context) {
        var server = context.getRoot()
                .getStore(Namespace.create(Databases.class))
                .computeIfAbsent(Server.class, _ -> new Server(), Server.class);
        return server.newSchema();
    }

    private static final class Server implements AutoCloseable {

        private final EmbeddedPostgres postgres;

        Server() {
            try {
                postgres = EmbeddedPostgres.start();
            } catch (IOException | RuntimeException e) {
                throw new TestAbortedException("skipped: no PostgreSQL can be started here: " + e, e);
            }
        }

        DatabaseLocation newSchema() {
            var schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
            return new PostgresSchema("localhost", postgres.getPort(), "postgres", "postgres", "postgres", schema);
        }

        @Override
        public void close() throws IOException {
            postgres.close();
        }
    }
}
