package io.selvage.system.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.service.EdgeConfig;
import io.selvage.service.EdgeServices;
import io.selvage.system.live.pump.PumpApplication;
import io.selvage.system.live.pump.PumpApplication.Speed;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;

/** A service that takes its configuration from a running core-keeper over HTTP, and hears of changes on the bus. */
class LiveConfigurationTest {

    private static final String SPEED = "/kvs/key/edgex/v4/test-pump/Writable/Speed";
    private static final String START = "/kvs/key/edgex/v4/test-pump/Service/StartupMsg";
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final int port = freePort();

    @TempDir
    Path directory;

    LiveConfigurationTest() {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
    }

    @AfterEach
    void close() {
        parent.close();
    }

    private static final String NO_PATIENCE = "--EDGEX_STARTUP_DURATION=0";

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private RunningKeeper keeper() {
        return new RunningKeeper(bus, port, directory.resolve("keeper.db"));
    }

    private ConfigurableApplicationContext pump(String... settings) {
        var args = Stream.concat(
                        Stream.of("--configProvider=keeper.http://localhost:" + port, "--registry=true"),
                        Stream.of(settings))
                .toArray(String[]::new);
        return EdgeServices.builder(PumpApplication.class).parent(parent).run(args);
    }

    private static int speed(ConfigurableApplicationContext pump) {
        return pump.getBean(Speed.class).newest().get().speed();
    }

    @Test
    void whatTheFilesSayIsPutThereWithoutSecrets() {
        try (var keeper = keeper();
                var _ = pump()) {
            var stored = keeper.get("/kvs/key/edgex/v4/test-pump?plaintext=true");
            assertThat(stored.toString()).contains("test-pump/Writable/Speed").doesNotContain("never to be stored");
            assertThat(keeper.get("/kvs/key/edgex/seeds/test-pump?plaintext=true")
                            .toString())
                    .doesNotContain("never to be stored");
        }
    }

    /** Repeated, since a thread once looked at a field that was set after its start. */
    @RepeatedTest(5)
    void aChangeOfWritableCountsWithinASecond() {
        try (var keeper = keeper();
                var pump = pump()) {
            keeper.put(SPEED, "{\"value\":\"7\"}");
            await().atMost(SECOND).untilAsserted(() -> assertThat(speed(pump)).isEqualTo(7));
        }
    }

    @Test
    void aChangeOfAnotherSectionsWritableCountsToo() {
        var hydraulics = "/kvs/key/edgex/v4/test-pump/Hydraulics/";
        try (var keeper = keeper()) {
            keeper.put(hydraulics + "Speed", "{\"value\":\"2\"}");
            keeper.put(hydraulics + "Writable/Speed", "{\"value\":\"2\"}");
            try (var pump = pump()) {
                var config = pump.getBean(EdgeConfig.class);
                var fixed = config.live("Hydraulics", PumpApplication.Writable.class);
                var writable = config.live("Hydraulics.Writable", PumpApplication.Writable.class);
                assertThat(writable.get().speed()).isEqualTo(2);

                keeper.put(hydraulics + "Speed", "{\"value\":\"7\"}");
                keeper.put(hydraulics + "Writable/Speed", "{\"value\":\"7\"}");

                await().atMost(SECOND)
                        .untilAsserted(() -> assertThat(writable.get().speed()).isEqualTo(7));
                assertThat(fixed.get().speed()).isEqualTo(2);
            }
        }
    }

    @Test
    void aChangeThatIsNoneOfTheTypeLeavesWhatWas() {
        try (var keeper = keeper();
                var pump = pump()) {
            keeper.put(SPEED, "{\"value\":\"fast\"}");
            keeper.put("/kvs/key/edgex/v4/test-pump/Writable/LogLevel", "{\"value\":\"TRACE\"}");
            await().untilAsserted(() -> assertThat(
                            LoggerFactory.getLogger(PumpApplication.class).isTraceEnabled())
                    .isTrue());
            assertThat(speed(pump)).isEqualTo(1);
        }
    }

    @Test
    void whatSomebodySetBeatsTheFilesAtTheNextStart() {
        try (var keeper = keeper()) {
            pump().close();
            keeper.put(SPEED, "{\"value\":\"3\"}");
            keeper.put(START, "{\"value\":\"set in keeper\"}");
            try (var pump = pump()) {
                assertThat(speed(pump)).isEqualTo(3);
                assertThat(pump.getBean(Speed.class).started().service().startupMsg())
                        .isEqualTo("set in keeper");
            }
        }
    }

    @Test
    void whatTheServicePutThereItselfFollowsItsFiles() {
        try (var keeper = keeper()) {
            pump("--Writable.Speed=4").close();
            assertThat(keeper.get(SPEED + "?plaintext=true")
                            .at("/response/0/value")
                            .asString())
                    .isEqualTo("4");
            try (var pump = pump()) {
                assertThat(speed(pump)).isEqualTo(1);
            }
        }
    }

    @Test
    void optionsBeatWhatIsInKeeper() {
        try (var keeper = keeper()) {
            keeper.put(SPEED, "{\"value\":\"3\"}");
            try (var pump = pump("--Writable.Speed=5")) {
                assertThat(speed(pump)).isEqualTo(5);
            }
        }
    }

    @Test
    void commonConfigurationCountsWhereTheServiceHasNone() {
        try (var keeper = keeper()) {
            var common = "/kvs/key/edgex/v4/core-common-config-bootstrapper/all-services/Service/RequestTimeout";
            keeper.put(common, "{\"value\":\"17s\"}");
            try (var pump = pump()) {
                assertThat(pump.getBean(Speed.class).started().service().requestTimeout())
                        .isEqualTo("17s");
            }
        }
    }

    /** EdgeX's common configuration names ./res/profiles, which only its own services bring. */
    @Test
    void whereAServiceHasItsProfilesIsNotCommon() {
        try (var keeper = keeper()) {
            keeper.put(
                    "/kvs/key/edgex/v4/core-common-config-bootstrapper/all-services/Device/ProfilesDir",
                    "{\"value\":\"./res/profiles\"}");
            try (var pump = pump()) {
                assertThat(pump.getEnvironment().getProperty("Device.ProfilesDir"))
                        .isEqualTo("classpath:test-pump/profiles");
            }
        }
    }

    @Test
    void aServiceThatStartsFirstTakesOverWhenKeeperComes() {
        try (var pump = pump(NO_PATIENCE)) {
            assertThat(speed(pump)).isEqualTo(1);
            try (var keeper = keeper()) {
                await().untilAsserted(() ->
                        assertThat(keeper.get(SPEED).at("/statusCode").asInt()).isEqualTo(200));
                keeper.put(SPEED, "{\"value\":\"9\"}");
                await().untilAsserted(() -> assertThat(speed(pump)).isEqualTo(9));
                await().untilAsserted(() -> assertThat(registered(keeper)).isEqualTo("UP"));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{\"response\":7}", "[]", ""})
    void whatAnswersInsteadOfKeeperIsOutlived(String answer) throws IOException {
        var other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        other.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().add("Content-Type", "text/html");
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(answer.getBytes(UTF_8));
            }
        });
        other.start();
        try (var pump = pump(NO_PATIENCE)) {
            other.stop(0);
            try (var keeper = keeper()) {
                await().untilAsserted(() ->
                        assertThat(keeper.get(SPEED).at("/statusCode").asInt()).isEqualTo(200));
                keeper.put(SPEED, "{\"value\":\"9\"}");
                await().untilAsserted(() -> assertThat(speed(pump)).isEqualTo(9));
            }
        } finally {
            other.stop(0);
        }
    }

    @Test
    void aServiceIsRegisteredWhileItRuns() {
        try (var keeper = keeper()) {
            try (var _ = pump()) {
                await().untilAsserted(() -> assertThat(registered(keeper)).isEqualTo("UP"));
            }
            assertThat(registered(keeper)).isEqualTo("HALT");
        }
    }

    private static String registered(RunningKeeper keeper) {
        return keeper.get("/registry/serviceId/test-pump")
                .at("/registration/status")
                .asString();
    }

    @Test
    void anUnknownKindOfProviderIsToldAtOnce() {
        var refused = catchThrowable(() -> EdgeServices.builder(PumpApplication.class)
                .parent(parent)
                .run("--configProvider=etcd.http://localhost:1"));
        assertThat(refused).hasMessageContaining("keeper.http://localhost:59890");
    }
}
