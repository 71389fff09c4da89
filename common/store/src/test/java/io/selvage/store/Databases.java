package io.selvage.store;

import static java.util.Objects.requireNonNull;

import io.selvage.containers.PartInContainer;
import io.selvage.store.DatabaseLocation.Login;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.DatabaseLocation.SqliteFile;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Places for the databases of tests. PostgreSQL is started once for all tests of a module: in a container where containers
 * are preferred and the image is there, else from the binaries that come as a Maven artifact.
 */
public final class Databases {

    private static final Logger LOG = LoggerFactory.getLogger(Databases.class);
    private static final String IMAGE = "postgres:17";
    private static final int PORT = 5432;

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
        private @Nullable PartInContainer container;
        private String problem = "";

        Server() {
            try {
                var image = PartInContainer.isPreferred() ? PartInContainer.problemOf(IMAGE) : Optional.<String>empty();
                if (PartInContainer.isPreferred() && image.isEmpty()) {
                    container = PartInContainer.start(
                            IMAGE, PORT, List.of("POSTGRES_HOST_AUTH_METHOD=trust", "POSTGRES_DB=postgres"));
                } else {
                    image.ifPresent(reason -> LOG.warn("PostgreSQL runs outside of a container: {}", reason));
                    postgres = EmbeddedPostgres.builder()
                            .setPGStartupWait(Duration.ofMinutes(1))
                            .start();
                }
            } catch (IOException | RuntimeException e) {
                problem = "no PostgreSQL can be started here: " + e;
            }
        }

        DatabaseLocation newSchema() {
            var schema = "test_" + UUID.randomUUID().toString().replace('-', '_');
            var port = container == null ? requireNonNull(postgres).getPort() : container.port();
            return new PostgresSchema("localhost", port, "postgres", new Login("postgres", "postgres"), schema);
        }

        @Override
        public void close() throws IOException {
            if (container != null) {
                container.close();
            }
            if (postgres != null) {
                postgres.close();
            }
        }
    }
}
