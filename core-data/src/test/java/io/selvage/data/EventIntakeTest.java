package io.selvage.data;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.DatabaseLocation;
import io.selvage.store.DatabaseLocation.PostgresSchema;
import io.selvage.store.PostgresExtension;
import io.selvage.store.Relay;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** How events come in over the bus, and what becomes of them while the database is away. */
class EventIntakeTest {

    private static final String TOPIC = "edgex/events/device/svc/tank/d1/level";

    private static Envelope envelope(Event event) {
        return Envelope.of("", AddEventRequest.of(event), Envelope.JSON);
    }

    private static int count(RunningData data) {
        return data.get("/event/count").body().path("count").asInt();
    }

    private static String json(Event event) {
        return EdgeJson.mapper().writeValueAsString(AddEventRequest.of(event));
    }

    @Test
    void theMessageIsHeldUntilTheEventIsOnDisk(@TempDir Path directory) {
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            var event = level("d1", 1, 1);

            data.bus().publish(TOPIC, envelope(event));
            assertThat(data.get("/event/id/" + event.id()).status()).isEqualTo(200);

            data.bus().publish(TOPIC, envelope(event));
            assertThat(count(data)).isEqualTo(1);
        }
    }

    @Test
    void whatIsNoEventIsAcknowledgedAndPutAside(@TempDir Path directory) {
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            for (var topic : List.of("svc/tank/d2/level", "svc/other/d1/level", "level")) {
                data.bus().publish("edgex/events/device/" + topic, envelope(level("d1", 1, 1)));
            }
            data.bus().publish(TOPIC, Envelope.of("", Map.of("a", 1), Envelope.JSON));
            data.bus().publish(TOPIC, Envelope.unreadable(new byte[] {'{'}, "no JSON"));
            data.bus().publish(TOPIC, envelope(level("d1", 2, 2)));

            assertThat(count(data)).isEqualTo(1);
            var letters = data.get("/deadletter/all?limit=2").body();
            assertThat(letters.path("totalCount").asInt()).isEqualTo(5);
            assertThat(letters.path("deadLetters").path(0).path("reason").asString())
                    .isEqualTo("no JSON");
            assertThat(letters.path("deadLetters").path(0).path("payload").asString())
                    .isEqualTo("ew==");
            assertThat(letters.path("deadLetters").path(1).path("topic").asString())
                    .isEqualTo(TOPIC);
            assertThat(data.delete("/deadletter/all").status()).isEqualTo(200);
            assertThat(data.get("/deadletter/all").body().path("totalCount").asInt())
                    .isZero();
        }
    }

    @Test
    void theOptimisedFormIsMadeWhole(@TempDir Path directory) {
        var json = """
                {"apiVersion":"v3","requestId":"","event":{"apiVersion":"v3","id":"%s","deviceName":"d1",\
                "profileName":"tank","sourceName":"level","origin":5,"readings":[{"valueType":"Int8","value":"7"}]}}""".formatted(UUID.randomUUID());
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            data.bus().publish(TOPIC, Envelope.of("", EdgeJson.mapper().readTree(json), Envelope.JSON));

            assertThat(data.get("/reading/all").body().path("readings").toString())
                    .isEqualTo("""
                    [{"origin":5,"deviceName":"d1","resourceName":"level","profileName":"tank","valueType":"Int8",\
                    "value":"7"}]""");
        }
    }

    @Test
    void aDeviceMayHaveNoProfile(@TempDir Path directory) {
        var plain = level("d1", 1, 1);
        var reading = Reading.of(1, "d1", "level", ValueType.INT32, new ReadingValue.Simple("1"));
        var event = new Event(
                "v3", plain.id(), "d1", "", "level", 1, List.of(reading), Map.of("site", "north", "n", 1), Map.of());
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            data.bus().publish("edgex/events/device/svc//d1/level", envelope(event));

            var stored = data.get("/event/all").body().path("events").path(0);
            assertThat(stored.toString())
                    .contains("\"profileName\":\"\"")
                    .endsWith("\"value\":\"1\"}],\"tags\":{\"n\":1,\"site\":\"north\"}}");
        }
    }

    @Test
    void aNameThatLooksEscapedAndIsNotIsTakenAsItIs(@TempDir Path directory) {
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            data.bus().publish("edgex/events/device/svc/tank/50%/level", envelope(level("50%", 1, 1)));

            assertThat(count(data)).isEqualTo(1);
        }
    }

    @Test
    void nothingIsStoredWherePersistDataIsFalse(@TempDir Path directory) {
        try (var data =
                new RunningData("--Database.Path=" + directory.resolve("data.db"), "--Writable.PersistData=false")) {
            data.bus().publish(TOPIC, envelope(level("d1", 1, 1)));

            assertThat(data.post("/event/svc/tank/d1/level", json(level("d1", 1, 1)))
                            .status())
                    .isEqualTo(201);
            assertThat(count(data)).isZero();
        }
    }

    @Test
    void sixtyFourClientsPostTheFirstEventsOfDevicesAtOnce(@TempDir Path directory) {
        try (var data = new RunningData("--Database.Path=" + directory.resolve("data.db"))) {
            var answers = new ArrayList<CompletableFuture<Integer>>();
            try (var clients = Executors.newFixedThreadPool(64)) {
                for (var i = 0; i < 64; i++) {
                    var device = "new-" + i;
                    answers.add(CompletableFuture.supplyAsync(
                            () -> data.post("/event/svc/tank/" + device + "/level", json(level(device, 1, 1)))
                                    .status(),
                            clients));
                }
            }
            assertThat(answers).extracting(CompletableFuture::join).containsOnly(201);
            assertThat(count(data)).isEqualTo(64);
        }
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void anEventWaitsForADatabaseThatIsAway(DatabaseLocation location) throws IOException {
        var server = (PostgresSchema) location;
        var relay = new Relay(0, server.port());
        try (var data = new RunningData(settings(server, relay.port()))) {
            data.bus().publish(TOPIC, envelope(level("d1", 1, 1)));
            relay.close();

            var waiting = data.bus().send(TOPIC, envelope(level("d1", 2, 2)));
            var refused = data.post("/event/svc/tank/d1/level", json(level("d1", 3, 3)));
            assertThat(refused.status()).isEqualTo(503);
            var later = data.bus().send(TOPIC, envelope(level("d1", 4, 4)));
            assertThat(waiting).isNotDone();

            try (var _ = new Relay(relay.port(), server.port())) {
                assertThat(waiting).succeedsWithin(20, SECONDS);
                assertThat(later).succeedsWithin(20, SECONDS);
                await().untilAsserted(() -> assertThat(data.get("/event/count/device/name/d1")
                                .body()
                                .path("count")
                                .asInt())
                        .isEqualTo(3));
            }
        }
    }

    @Test
    @ExtendWith(PostgresExtension.class)
    void whatTheDatabaseRefusesForItsContentIsPutAsideAndTheRestGoesOn(DatabaseLocation location) {
        try (var data = new RunningData(settings((PostgresSchema) location, ((PostgresSchema) location).port()))) {
            var reading = reading("p1", "level", ValueType.STRING, 1, "zero \0 character");
            var sent = new ArrayList<CompletableFuture<?>>();
            for (var event : List.of(level("p1", 1, 1), event("p1", "level", 2, reading), level("p1", 3, 3))) {
                sent.add(data.bus().send(TOPIC.replace("d1", "p1"), envelope(event)));
            }

            assertThat(sent).allSatisfy(one -> assertThat(one).succeedsWithin(10, SECONDS));
            assertThat(data.get("/event/count/device/name/p1")
                            .body()
                            .path("count")
                            .asInt())
                    .isEqualTo(2);
            assertThat(data.get("/deadletter/all").body().path("totalCount").asInt())
                    .isEqualTo(1);
        }
    }

    private static String[] settings(PostgresSchema server, int port) {
        return new String[] {
            "--Database.Type=postgres",
            "--Database.Host=localhost",
            "--Database.Port=" + port,
            "--Database.Name=" + server.database(),
            "--Database.Username=" + server.login().get().user(),
            "--Database.Password=" + server.login().get().password()
        };
    }

    @Test
    void aPlaceThatCannotBeWrittenIsToldAtTheStart(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("file"), "x");

        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> new RunningData("--Database.Path=" + file.resolve("sub/data.db")))
                .withStackTraceContaining("the directory of " + file);
    }
}
