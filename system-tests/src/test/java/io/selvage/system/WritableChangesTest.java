package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.data.DataApplication;
import io.selvage.device.virtual.VirtualApplication;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is changed below {@code Writable} in core-keeper counts within a second, in each service of both editions. */
class WritableChangesTest {

    private static final Duration SECOND = Duration.ofSeconds(1);
    private static final int KEEPER = 59890;

    /** A key of one service, what it is set to, and where {@code GET /config} shows it. */
    private record Change(String service, int port, String key, String value) {

        String shown() {
            return "/config/Writable/" + key;
        }
    }

    private static final List<Change> CHANGES = List.of(
            new Change("core-keeper", KEEPER, "LogLevel", "DEBUG"),
            new Change("core-keeper", KEEPER, "Telemetry/Interval", "77s"),
            new Change("core-metadata", 59881, "LogLevel", "DEBUG"),
            new Change("core-metadata", 59881, "MaxDevices", "77"),
            new Change("core-data", 59880, "LogLevel", "DEBUG"),
            new Change("core-data", 59880, "PersistData", "false"),
            new Change("core-command", 59882, "LogLevel", "DEBUG"),
            new Change("core-command", 59882, "Telemetry/Interval", "77s"),
            new Change("device-virtual", 59900, "LogLevel", "DEBUG"),
            new Change("device-virtual", 59900, "Reading/ReadingUnits", "false"));

    @TempDir
    private Path directory;

    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    private String shown(IntFunction<String> url, Change change) throws IOException, InterruptedException {
        return http.get(url.apply(change.port()) + "/config")
                .json()
                .at(change.shown())
                .asString();
    }

    /** Makes changes, one of three times within a second at least: a busy machine may stand still for as long. */
    private void makeEach(IntFunction<String> url, List<Change> changes) throws IOException, InterruptedException {
        for (var change : changes) {
            var before = shown(url, change);
            assertThat(before).isNotEqualTo(change.value());
            var took = make(url, change, change.value());
            for (var times = 1; times < 3 && took.compareTo(SECOND) > 0; times++) {
                make(url, change, before);
                took = make(url, change, change.value());
            }
            assertThat(took).as(change.toString()).isLessThan(SECOND);
        }
    }

    /** How long it takes until the change counts; fails where it never does. */
    private Duration make(IntFunction<String> url, Change change, String value)
            throws IOException, InterruptedException {
        var key = "/kvs/key/edgex/v4/" + change.service() + "/Writable/" + change.key();
        assertThat(http.put(url.apply(KEEPER) + key, "{\"value\":\"" + value + "\"}")
                        .status())
                .isEqualTo(200);
        var start = System.nanoTime();
        await().atMost(20, SECONDS)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() ->
                        assertThat(shown(url, change)).as(change.toString()).isEqualTo(value));
        return Duration.ofNanos(System.nanoTime() - start);
    }

    /** A service may have started before core-keeper, and what it then puts there must not come after what is set here. */
    private void awaitInKeeper(ServicesOnTheirOwn services, String service) {
        var key = services.url(KEEPER) + "/kvs/key/edgex/v4/" + service + "/Writable/LogLevel";
        await().atMost(20, SECONDS).until(() -> http.get(key).status() == 200);
    }

    @Test
    void inABox() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("data"))) {
            makeEach(box::url, CHANGES);
            makeEach(
                    box::url,
                    List.of(
                            new Change("device-modbus", 59901, "LogLevel", "DEBUG"),
                            new Change("device-modbus", 59901, "Reading/ReadingUnits", "false")));
        }
    }

    @Test
    void aValueThatCannotBeReadStopsNothing() throws Exception {
        var stores = new Change("core-data", 59880, "PersistData", "false");
        var key = "/kvs/key/edgex/v4/core-data/Writable/PersistData";
        try (var box = BoxProcess.start(directory.resolve("data"))) {
            make(box::url, stores, "false");
            assertThat(http.put(box.url(KEEPER) + key, "{\"value\":\"maybe\"}").status())
                    .isEqualTo(200);
            make(box::url, new Change("core-data", 59880, "LogLevel", "INFO"), "DEBUG"); // and what came before it
            assertThat(shown(box::url, stores)).isEqualTo("false");
        }
        try (var box = BoxProcess.start(directory.resolve("data"))) {
            assertThat(shown(box::url, stores)).as("as the files say").isEqualTo("true");
            make(box::url, stores, "false");
        }
    }

    @Test
    void inServicesOnTheirOwn() throws Exception {
        try (var services = ServicesOnTheirOwn.start(directory)) {
            services.add(VirtualApplication.class, 59900, Map.of(), "-cp=" + services.provider(), "-r");
            for (var port : List.of(KEEPER, 59880, 59881, 59882, 59900)) {
                services.awaitUp(http, port);
            }
            for (var change : CHANGES) {
                awaitInKeeper(services, change.service());
            }
            makeEach(services::url, CHANGES);
        }
    }

    @Test
    void theEnvironmentBeatsCoreKeeper() throws Exception {
        try (var services = ServicesOnTheirOwn.start(directory)) {
            for (var port : List.of(KEEPER, 59880, 59881, 59882)) {
                services.awaitUp(http, port);
            }
            awaitInKeeper(services, "core-data");
            var level = "/kvs/key/edgex/v4/core-data/Writable/LogLevel";
            assertThat(http.put(services.url(KEEPER) + level, "{\"value\":\"WARN\"}")
                            .status())
                    .isEqualTo(200);
            var other = 59879;
            services.add(
                    DataApplication.class,
                    other,
                    Map.of(
                            "WRITABLE_LOGLEVEL", "DEBUG",
                            "SERVICE_MAXRESULTCOUNT", "77",
                            "EDGEX_CONFIG_PROVIDER", services.provider()),
                    "--MessageBus.Optional.ClientId=other");
            services.awaitUp(http, other);

            var config = http.get(services.url(other) + "/config").json();

            assertThat(config.at("/config/Writable/LogLevel").asString()).isEqualTo("DEBUG");
            assertThat(config.at("/config/Service/MaxResultCount").asInt()).isEqualTo(77);
            assertThat(shown(services::url, new Change("core-data", 59880, "LogLevel", "WARN")))
                    .isEqualTo("WARN");
        }
    }
}
