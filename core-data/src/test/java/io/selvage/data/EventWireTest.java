package io.selvage.data;

import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.TestEvents;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** The routes of core-data over a real port, as EdgeX answers them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EventWireTest {

    private static final String PATH = "/event/svc/tank/d1/level";

    @TempDir
    private static Path directory;

    private RunningData data;

    @BeforeAll
    void start() {
        data = new RunningData("--Database.Path=" + directory.resolve("data.db"), "--MaxEventSize=64");
    }

    @AfterAll
    void stop() {
        data.close();
    }

    @BeforeEach
    void empty() {
        assertThat(data.delete("/event/age/0").status()).isEqualTo(202);
    }

    private static String json(Event event) {
        return EdgeJson.mapper().writeValueAsString(AddEventRequest.of(event));
    }

    private void add(Event event) {
        var path = "/event/svc/%s/%s/%s".formatted(event.profileName(), event.deviceName(), event.sourceName());
        assertThat(data.post(path, json(event)).status()).isEqualTo(201);
    }

    private static List<String> texts(JsonNode list, String field) {
        return IntStream.range(0, list.size())
                .mapToObj(i -> list.get(i).path(field).asString())
                .toList();
    }

    @Test
    void aPostIsAnsweredWithTheIdAndStored() {
        var event = level("d1", 100, 7);
        var request = AddEventRequest.of(event);

        var answer = data.post(PATH, EdgeJson.mapper().writeValueAsString(request));

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.body().toString())
                .isEqualTo("{\"apiVersion\":\"v3\",\"requestId\":\"%s\",\"statusCode\":201,\"id\":\"%s\"}"
                        .formatted(request.requestId(), event.id()));
        var stored = data.get("/event/id/" + event.id());
        assertThat(stored.body().path("event").toString()).isEqualTo("""
                        {"apiVersion":"v3","id":"%s","deviceName":"d1","profileName":"tank","sourceName":"level",\
                        "origin":100,"readings":[{"origin":100,"deviceName":"d1","resourceName":"level",\
                        "profileName":"tank","valueType":"Int32","value":7}]}""".formatted(event.id()));
    }

    @Test
    void bytesComeAsCborAndGoAsBase64() {
        var event = TestEvents.bytes("d1");
        var body = EdgeJson.cbor().writeValueAsBytes(AddEventRequest.of(event));

        assertThat(data.post(PATH, body, "application/cbor").status()).isEqualTo(201);

        var stored = data.get("/event/id/" + event.id())
                .body()
                .path("event")
                .path("readings")
                .path(0);
        assertThat(stored.path("binaryValue").asString()).isEqualTo("AQID");
        assertThat(stored.path("mediaType").asString()).isEqualTo("image/png");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"deviceName\":\"d1\"|\"deviceName\":\"\"",
                "\"profileName\":\"tank\"|\"profileName\":\"\"",
                "\"sourceName\":\"level\"|\"sourceName\":\"other\"",
                "\"origin\":100|\"origin\":0",
                "\"origin\":100|\"origin\":1.5",
                "\"valueType\":\"Int32\"|\"valueType\":\"Int33\"",
                "\"value\":\"7\"|\"value\":\"x\"",
                "\"value\":\"7\"|\"value\":\"\"",
                "\"apiVersion\":\"v3\",\"id\"|\"id\"",
                "{\"apiVersion\"|{{\"apiVersion\"",
            })
    void whatIsWrongIsA400WithAMessage(String right, String wrong) {
        var body = json(level("d1", 100, 7)).replace(right, wrong);

        var answer = data.post(PATH, body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body().path("statusCode").asInt()).isEqualTo(400);
        assertThat(answer.body().path("message").asString()).isNotBlank();
        assertThat(data.get("/event/count").body().path("count").asInt()).isZero();
    }

    @Test
    void anEmptyOrHugeBodyIsRefused() {
        assertThat(data.post(PATH, "").status()).isEqualTo(400);
        assertThat(data.post(PATH, "null").status()).isEqualTo(400);
        var huge = new byte[30 * 1024 * 1024];
        Arrays.fill(huge, (byte) ' ');
        assertThat(data.post(PATH, huge, "application/json").status()).isEqualTo(413);
        add(level("d1", 100, 7));
    }

    @Test
    void listsPageAndCount() {
        for (var i = 1; i <= 5; i++) {
            add(level("d" + i % 2, i, i));
        }

        var page = data.get("/event/all?offset=1&limit=2").body();
        assertThat(page.path("totalCount").asInt()).isEqualTo(5);
        assertThat(texts(page.path("events"), "origin")).containsExactly("4", "3");
        assertThat(data.get("/event/device/name/d0").body().path("totalCount").asInt())
                .isEqualTo(2);
        assertThat(texts(data.get("/event/start/2/end/3").body().path("events"), "origin"))
                .containsExactly("3", "2");
        var uncounted = data.get("/event/all?offset=-1&limit=1").body();
        assertThat(uncounted.path("totalCount").asInt()).isZero();
        assertThat(uncounted.path("events").size()).isEqualTo(1);
        assertThat(data.get("/event/count/device/name/d1").body().path("count").asInt())
                .isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({
        "/event/all?offset=6,416",
        "/event/all?offset=5,200",
        "/event/all?offset=-2,400",
        "/event/all?limit=x,400",
        "/event/all?limit=1025,400",
        "/event/start/x/end/1,400",
        "/event/start/2/end/1,400",
        "/event/start/-1/end/1,400",
        "/event/id/none,400",
        "/event/device/name/unknown,200",
        "/event/count/device/name/unknown,200",
        "/reading/all?offset=6,416",
        "/reading/device/name/d1/resourceName/level?offset=10,416",
        "/reading/resourceName/level/start/2/end/1,400",
        "/reading/device/name/d1?limit=-1,200",
        "/reading/all?aggregateFunc=median,400",
        "/reading/all?aggregateFunc=max&interval=1m,400",
        "/reading/all?aggregateFunc=max&interval=PT0S,400",
        "/reading/start/2/end/1?aggregateFunc=max,400",
        "/event/nonsense,404"
    })
    void boundsAreEdgexs(String path, int status) {
        for (var i = 1; i <= 5; i++) {
            add(level("d1", i, i));
        }
        assertThat(data.get(path).status()).isEqualTo(status);
    }

    @Test
    void readingsByDeviceResourceAndTime() {
        for (var i = 1; i <= 3; i++) {
            add(TestEvents.event(
                    "d1",
                    "both",
                    i,
                    reading("d1", "a", ValueType.FLOAT32, i, i + ".5"),
                    reading("d1", "b", ValueType.INT8_ARRAY, i, "[1, 2]"),
                    reading("d1", "c", ValueType.STRING, i, "7")));
        }

        assertThat(texts(
                        data.get("/reading/device/name/d1/resourceName/a")
                                .body()
                                .path("readings"),
                        "value"))
                .containsExactly("3.5e+00", "2.5e+00", "1.5e+00");
        assertThat(data.get("/reading/all?numeric=true&limit=3")
                        .body()
                        .path("readings")
                        .toString())
                .contains("\"value\":3.5")
                .contains("\"value\":[1,2]")
                .contains("\"value\":\"7\"");
        var named = data.getWithBody("/reading/device/name/d1/start/2/end/3", "{\"resourceNames\":[\"a\",\"c\"]}");
        assertThat(texts(named.body().path("readings"), "resourceName")).containsExactly("c", "a", "c", "a");
        assertThat(data.get("/reading/device/name/d1/start/2/end/3")
                        .body()
                        .path("totalCount")
                        .asInt())
                .isEqualTo(6);
        assertThat(data.getWithBody("/reading/device/name/d1/start/2/end/3", "{\"resourceNames\":[1]}")
                        .status())
                .isEqualTo(400);
        assertThat(data.get("/reading/count/device/name/d1")
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(9);
    }

    @Test
    void aggregatesHaveNoCountAndTheFunctionAsItWasSent() {
        add(level("d1", 60_000_000_001L, 4));
        add(level("d1", 119_000_000_000L, 7));

        assertThat(data.get("/reading/device/name/d1?aggregateFunc=avg").body().toString())
                .isEqualTo("""
                        {"apiVersion":"v3","statusCode":200,"aggregateFunc":"avg","readings":[{"deviceName":"d1",\
                        "resourceName":"level","profileName":"tank","valueType":"Float64","value":5.5}]}""");
        assertThat(data.get("/reading/resourceName/level?aggregateFunc=SUM&interval=PT1M")
                        .body()
                        .path("readings")
                        .toString())
                .contains("\"origin\":60000000000")
                .contains("\"value\":11}");
        assertThat(data.get("/reading/all?aggregateFunc=COUNT&offset=9").body().path("readings"))
                .isEmpty();
    }

    @Test
    void deletesTakeEffectAtOnce() {
        var event = level("d1", 1, 1);
        add(event);
        add(level("d1", 2, 2));
        add(level("d2", 3, 3));

        assertThat(data.delete("/event/id/" + event.id()).status()).isEqualTo(200);
        assertThat(data.get("/event/id/" + event.id()).status()).isEqualTo(404);
        assertThat(data.delete("/event/id/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(data.delete("/event/id/none").status()).isEqualTo(400);
        assertThat(data.delete("/event/device/name/d1").status()).isEqualTo(202);
        assertThat(data.get("/event/count").body().path("count").asInt()).isEqualTo(1);
        assertThat(data.delete("/event/age/x").status()).isEqualTo(400);
    }

    @Test
    void namesMayHaveAnyCharacter() {
        var event = level("Röhre 1/2 a+b", 1, 1);

        assertThat(data.post("/event/svc/tank/R%C3%B6hre%201%2F2%20a+b/level", json(event))
                        .status())
                .isEqualTo(201);
        assertThat(data.get("/event/device/name/R%C3%B6hre%201%2F2%20a%2Bb")
                        .body()
                        .path("totalCount")
                        .asInt())
                .isEqualTo(1);
    }
}
