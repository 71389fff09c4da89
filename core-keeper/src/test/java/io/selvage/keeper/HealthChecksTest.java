package io.selvage.keeper;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.selvage.bus.InMemoryMessageBus;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How services are looked after that behave badly. */
@Timeout(60)
class HealthChecksTest {

    private RunningKeeper keeper;

    @BeforeEach
    void start(@TempDir Path directory) {
        keeper = new RunningKeeper(new InMemoryMessageBus(), 0, "--Database.Path=" + directory.resolve("keeper.db"));
    }

    @AfterEach
    void stop() {
        keeper.close();
    }

    @Test
    void servicesWhoseAnswersNeverEndHoldUpNoOthers() throws IOException {
        try (var stalling = new Stalling()) {
            for (var i = 0; i < 64; i++) {
                register("stalling-" + i, stalling.port(), "10ms");
            }
            await().atMost(10, SECONDS).until(() -> stalling.asked() >= 64);
            register("gone", 1, "10ms");
            await().atMost(15, SECONDS).until(() -> status("gone").equals("DOWN"));
            await().atMost(15, SECONDS).until(() -> status("stalling-63").equals("DOWN"));

            register("well", keeper.port(), "10s"); // while the others have all of their turns
            await().atMost(3, SECONDS).until(() -> status("well").equals("UP"));
        }
    }

    @Test
    void nobodyIsAskedMoreOftenThanTenTimesASecond() throws IOException {
        var times = Collections.synchronizedList(new ArrayList<Long>());
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            times.add(System.nanoTime());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        try {
            register("often", server.getAddress().getPort(), "1ns");

            await().atMost(10, SECONDS).until(() -> times.size() >= 6);
            var asked = List.copyOf(times);
            assertThat(Duration.ofNanos(asked.get(5) - asked.getFirst())).isGreaterThan(Duration.ofMillis(400));
        } finally {
            server.stop(0);
        }
    }

    private void register(String serviceId, int port, String interval) {
        var registration = """
                {"apiVersion":"v3","registration":{"serviceId":"%s","host":"localhost","port":%d,
                 "healthCheck":{"interval":"%s","path":"/api/v3/ping","type":"http"}}}
                """.formatted(serviceId, port, interval);
        assertThat(keeper.post("/registry", registration).status()).isEqualTo(201);
    }

    private String status(String serviceId) {
        return keeper.get("/registry/serviceId/" + serviceId)
                .body()
                .at("/registration/status")
                .asString();
    }
}
