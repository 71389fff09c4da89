package io.selvage.command;

import static io.selvage.command.RunningCommand.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandWireTest {

    private static final String EVENT_ID = "3d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11";

    private TestServer metadata;
    private TestServer pumps;
    private RunningCommand command;

    @BeforeAll
    void start() throws IOException {
        metadata = TestServer.started();
        pumps = TestServer.started();
        metadata.answering(
                        "GET /api/v3/deviceservice/name/device-pump",
                        200,
                        MetadataDocuments.serviceAnswer("device-pump", pumps.url()))
                .answering("GET /api/v3/deviceprofile/name/Pump", 200, MetadataDocuments.PUMP_PROFILE);
        device("pump-1", "device-pump", "Pump");
        device("Röhre 1", "device-pump", "Pump");
        device("bare", "device-pump", "");
        command = new RunningCommand(metadata.port(), _ -> null, "--Service.RequestTimeout=2s");
    }

    @AfterAll
    void stop() {
        command.close();
        pumps.close();
        metadata.close();
    }

    private void device(String name, String service, String profile) {
        var document = MetadataDocuments.deviceAnswer(MetadataDocuments.device(name, service, profile));
        metadata.answering("GET /api/v3/device/name/" + name, 200, document);
    }

    @Test
    void aDeviceHasCommandsThenResourcesThatAreNotHidden() {
        var answer = command.get("/device/name/pump-1");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        var device = json(answer).get("deviceCoreCommand");
        assertThat(device.get("profileName").asString()).isEqualTo("Pump");
        var commands = device.get("coreCommands");
        assertThat(commands.findValuesAsString("name")).containsExactly("Status", "Speed");
        assertThat(commands.get(0).toString())
                .contains(
                        "\"get\":true",
                        "\"path\":\"/api/v3/device/name/pump-1/Status\"",
                        "{\"resourceName\":\"Raw\",\"valueType\":\"Int16\"}")
                .doesNotContain("\"set\"");
        assertThat(commands.get(1).toString()).contains("\"get\":true,\"set\":true", "\"url\":\"http://localhost:");
    }

    @Test
    void allDevicesArePagedByMetadataAndThoseWithoutProfileLeftOut() {
        var devices = MetadataDocuments.device("pump-1", "s", "Pump") + "," + MetadataDocuments.device("bare", "s", "");
        metadata.answering(
                "GET /api/v3/device/all",
                200,
                "{\"apiVersion\":\"v3\",\"statusCode\":200,\"totalCount\":7,\"devices\":[" + devices + "]}");
        var answer = json(command.get("/device/all?offset=3&limit=2"));

        assertThat(answer.get("totalCount").asInt()).isEqualTo(7);
        assertThat(answer.get("deviceCoreCommands").findValuesAsString("deviceName"))
                .containsExactly("pump-1");
        assertThat(metadata.requests()).contains("GET /api/v3/device/all?offset=3&limit=2");
    }

    @Test
    void anErrorOfMetadataIsRelayed() {
        metadata.answering(
                "GET /api/v3/device/all",
                416,
                "{\"apiVersion\":\"v3\",\"message\":\"out of bounds\",\"statusCode\":416}");

        var answer = command.get("/device/all?offset=8");
        assertThat(answer.statusCode()).isEqualTo(416);
        assertThat(answer.body())
                .isEqualTo(
                        "{\"apiVersion\":\"v3\",\"message\":\"request failed, status code: 416, err: out of bounds\",\"statusCode\":416}");
    }

    @ParameterizedTest
    @CsvSource({
        "/device/all?offset=Invalid, 400",
        "/device/all?limit=4000, 400",
        "/device/name/none, 404",
        "/device/name/bare, 400",
        "/device/name/none/Speed, 404",
        "/device/name/pump-1/none, 404",
        "/device/name/pump-1/Speed?ds-pushevent=Invalid, 400",
        "/device/name/pump-1/Speed?ds-returnevent=yes, 400"
    })
    void whatCannotBeIsRefused(String path, int status) {
        var answer = command.get(path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("statusCode").asInt()).isEqualTo(status);
        assertThat(json(answer).get("message").asString()).isNotBlank();
    }

    @Test
    void aReadHandsTheQueryOnAndTheEventBack() {
        pumps.answering(
                "GET /api/v3/device/name/pump-1/Speed",
                200,
                EdgeJson.mapper().writeValueAsString(EventResponse.of(event())));
        var answer = command.get("/device/name/pump-1/Speed?ds-pushevent=true&where=a%20b&flag");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).at("/event/readings/0/value").asString()).isEqualTo("1.5e+00");
        assertThat(pumps.requests())
                .contains("GET /api/v3/device/name/pump-1/Speed?ds-pushevent=true&where=a%20b&flag=");
    }

    @Test
    void namesAreEscapedOnTheWay() {
        pumps.answering(
                "GET /api/v3/device/name/Röhre 1/Größe",
                200,
                EdgeJson.mapper().writeValueAsString(EventResponse.of(event())));

        assertThat(command.get("/device/name/R%C3%B6hre%201/Gr%C3%B6%C3%9Fe").statusCode())
                .isEqualTo(200);
    }

    @Test
    void cborBecomesJson() {
        var picture = Reading.of(
                5, "pump-1", "Picture", ValueType.BINARY, new ReadingValue.Binary(new byte[] {1, 2, 3}, "image/png"));
        var event = Event.of(EVENT_ID, "pump-1", "Pump", "Picture", List.of(picture));
        pumps.answering(
                "GET /api/v3/device/name/pump-1/Picture",
                200,
                "application/cbor",
                EdgeJson.cbor().writeValueAsBytes(EventResponse.of(event)));
        var answer = command.get("/device/name/pump-1/Picture");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(answer).at("/event/readings/0/binaryValue").asString()).isEqualTo("AQID");
    }

    @Test
    void aReadWithoutItsEventHasAnEmptyBody() {
        pumps.answering("GET /api/v3/device/name/pump-1/Quiet", 200, "application/json", new byte[0]);
        var answer = command.get("/device/name/pump-1/Quiet?ds-returnevent=false");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    }

    @Test
    void aWriteHandsTheValuesOnAndTheAnswerBack() {
        pumps.answering("PUT /api/v3/device/name/pump-1/Speed", 200, "{\"apiVersion\":\"v3\",\"statusCode\":200}");
        var answer = command.put(
                "/device/name/pump-1/Speed", "{\"Speed\": \"32\", \"n\": 18446744073709551615, \"x\": null}");

        assertThat(answer.body()).isEqualTo("{\"apiVersion\":\"v3\",\"statusCode\":200}");
        assertThat(pumps.requests())
                .contains(
                        "PUT /api/v3/device/name/pump-1/Speed {\"Speed\":\"32\",\"n\":18446744073709551615,\"x\":null}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "5", "{"})
    void aWriteNeedsAnObject(String body) {
        assertThat(command.put("/device/name/pump-1/Speed", body).statusCode()).isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 405, 409, 416, 423, 500, 501, 503})
    void anErrorOfTheDeviceServiceKeepsItsStatus(int status) {
        pumps.answering(
                "PUT /api/v3/device/name/pump-1/Bad",
                status,
                "{\"apiVersion\":\"v3\",\"message\":\"device pump-1 locked\",\"statusCode\":" + status + "}");
        var answer = command.put("/device/name/pump-1/Bad", "{}");

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer).get("message").asString())
                .isEqualTo("request failed, status code: " + status + ", err: device pump-1 locked");
    }

    @Test
    void aDeviceServiceThatIsLateIsAnswered503() {
        pumps.hangingAt("GET /api/v3/device/name/pump-1/Slow");
        var started = System.nanoTime();

        assertThat(command.get("/device/name/pump-1/Slow").statusCode()).isEqualTo(503);
        assertThat(Duration.ofNanos(System.nanoTime() - started))
                .isBetween(Duration.ofMillis(1900), Duration.ofMillis(4500)); // by default 5 s
    }

    private static Event event() {
        var reading = Reading.of(5, "pump-1", "Speed", ValueType.FLOAT32, new ReadingValue.Simple("1.5e+00"));
        return Event.of(EVENT_ID, "pump-1", "Pump", "Speed", List.of(reading));
    }
}
