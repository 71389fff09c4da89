package io.selvage.store;

import static java.util.Objects.requireNonNull;

import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** Places for the databases of tests. PostgreSQL is started once for all tests of a module. */
public final class Databases {

    private Databases() {}

    /** A file in the directory. */
    public static DatabaseLocation file(Path directory) {
        return new SqliteFile(directory.resolve("store.db"));
    }

    /** A new schema of the one server. */
    static DatabaseLocation schema(ExtensionContext context) {
        return server(context).newSchema();
    }

    /** Why there is no server; empty where there is one. */
    static String problemOfServer(ExtensionContext context) {
        return server(context).problem;
    }

    /** The server for all tests, started for the first of them. */
    private static Server server(ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(Databases.class))
                .computeIfAbsent(Server.class, _ -> new Server(), Server.class);
    }

    private static final class Server implements AutoCloseable {

        private @Nullable EmbeddedPostgres postgres;
        private String problem = "";

        Server() {
            try {
                postgres = EmbeddedPostgres.start();
            } catch (IOException | RuntimeException e) {
                problem = "no PostgreSQL can be started here: " + e;
            }
        }

        DatabaseLocation newSchema() {
            var schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
            var port = requireNonNull(postgres).getPort();
            return new PostgresSchema("localhost", port, "postgres", "postgres", "postgres", schema);
        }

        @Override
        public void close() throws IOException {
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
