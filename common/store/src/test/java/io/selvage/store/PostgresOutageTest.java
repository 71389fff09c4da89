package io.selvage.store;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** PostgreSQL goes away and comes back: behind a relay, as cables and servers do it. */
@ExtendWith(PostgresExtension.class)
class PostgresOutageTest {

    private final DocumentsContract.Pump pump = DocumentsContract.pump(1);
    private final Documents<DocumentsContract.Pump> pumps = new Documents<>(DocumentsContract.PUMPS);
    private final PostgresSchema server;

    PostgresOutageTest(DatabaseLocation location) {
        this.server = (PostgresSchema) location;
    }

    private Database through(int port) {
        var relayed = new PostgresSchema(
                "localhost", port, server.database(), server.user(), server.password(), server.schema());
        return Database.open(relayed, DocumentsContract.migrations());
    }

    private boolean stores(Database database, int number) {
        return database.write(session -> pumps.insert(session, DocumentsContract.pump(number)));
    }

    @Test
    void workFailsWhileItIsAwayAndGoesOnWhenItIsBack() throws IOException {
        var relay = new Relay(0, server.port());
        try (var database = through(relay.port())) {
            assertThat(stores(database, 1)).isTrue();
            relay.close();

            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> stores(database, 2))
                    .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE));
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> database.read(session -> pumps.find(session, "id", pump.id())));

            try (var _ = new Relay(relay.port(), server.port())) {
                assertThat(stores(database, 3)).isTrue();
                boolean kept = database.read(session -> pumps.exists(session, "id", pump.id()));
                assertThat(kept).isTrue();
            }
        }
    }

    @Test
    void aServerThatIsAwayAtTheStartIsFoundLater() throws IOException {
        var relay = new Relay(0, server.port());
        relay.close();
        try (var database = through(relay.port())) {
            assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> stores(database, 1));

            try (var _ = new Relay(relay.port(), server.port())) {
                await().atMost(5, SECONDS).ignoreExceptions().until(() -> stores(database, 1));
            }
        }
    }

    /** Passes bytes on to the server until it is closed, which cuts every connection. */
    private static final class Relay implements AutoCloseable {
        private final ServerSocket socket;
        private final List<Socket> open = new CopyOnWriteArrayList<>();

        Relay(int port, int target) throws IOException {
            socket = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
            Thread.ofVirtual().start(() -> accept(target));
        }

        int port() {
            return socket.getLocalPort();
        }

        private void accept(int target) {
            while (!socket.isClosed()) {
                try {
                    var from = socket.accept();
                    var to = new Socket(InetAddress.getLoopbackAddress(), target);
                    open.addAll(List.of(from, to));
                    pass(from.getInputStream(), to.getOutputStream());
                    pass(to.getInputStream(), from.getOutputStream());
                } catch (IOException e) {
                    assertThat(socket.isClosed()).as("accepting failed: %s", e).isTrue();
                }
            }
        }

        private static void pass(InputStream in, OutputStream out) {
            Thread.ofVirtual().start(() -> {
                try (in;
                        out) {
                    in.transferTo(out);
                } catch (IOException e) {
                    assertThat(e).isNotNull(); // cut, as it was meant to be
                }
            });
        }

        @Override
        public void close() throws IOException {
            socket.close();
            for (var each : open) {
                each.close();
            }
        }
    }
}
