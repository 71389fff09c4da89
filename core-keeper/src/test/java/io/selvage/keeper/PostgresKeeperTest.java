package io.selvage.keeper;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.PostgresExtension;
import io.selvage.store.Relay;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(PostgresExtension.class)
class PostgresKeeperTest extends KeeperContract {

    private final PostgresSchema server;

    PostgresKeeperTest(DatabaseLocation location) {
        server = (PostgresSchema) location;
    }

    @Override
    String[] database() {
        return database(server.port());
    }

    private String[] database(int port) {
        return new String[] {
            "--Database.Type=postgres",
            "--Database.Port=" + port,
            "--Database.Name=" + server.database(),
            "--Database.Username=" + server.login().get().user(),
            "--Database.Password=" + server.login().get().password()
        };
    }

    @Test
    void servicesKnownBeforeAreLookedAfterAlsoWhereTheDatabaseComesLater() throws IOException {
        var pump = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        pump.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        pump.start();
        try (var first = new RunningKeeper(new InMemoryMessageBus(), 0, database())) {
            first.clear();
            first.post("/registry", """
                    {"apiVersion":"v3","registration":{"serviceId":"pump","host":"localhost","port":%d,
                     "healthCheck":{"interval":"100ms","path":"/api/v3/ping","type":"http"}}}
                    """.formatted(pump.getAddress().getPort()));
            await().until(() -> status(first).equals("UP"));
        }
        pump.stop(0);

        var port = freePort();
        try (var second = new RunningKeeper(new InMemoryMessageBus(), 0, database(port));
                var _ = new Relay(port, server.port())) {
            await().atMost(20, SECONDS).until(() -> status(second).equals("DOWN"));
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static String status(RunningKeeper keeper) {
        return keeper.get("/registry/serviceId/pump")
                .body()
                .at("/registration/status")
                .asString();
    }
}
