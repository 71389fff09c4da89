package io.selvage.data;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.TestEvents;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.ObjectMapper;

/** Every type of value goes in as JSON and as CBOR and comes out as EdgeX answers it, as text and as a number. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ValueTypesTest {

    @TempDir
    private static Path directory;

    private RunningData data;

    @BeforeAll
    void start() {
        data = new RunningData("--Database.Path=" + directory.resolve("data.db"));
    }

    @AfterAll
    void stop() {
        data.close();
    }

    private static ReadingValue sample(ValueType type) {
        return switch (type) {
            case BINARY -> new ReadingValue.Binary(new byte[] {0, (byte) 0xff}, "image/png");
            case OBJECT -> new ReadingValue.Structured(Map.of("a", List.of(1, 2.5, "x")));
            case OBJECT_ARRAY -> new ReadingValue.Structured(List.of(Map.of("a", true), Map.of()));
            case STRING_ARRAY -> new ReadingValue.Simple("[\"a\",\"b c\"]");
            default ->
                new ReadingValue.Simple(type.isArray() ? "[" + text(type) + ", " + text(type) + "]" : text(type));
        };
    }

    private static String text(ValueType type) {
        return switch (type.family()) {
            case BOOL -> "true";
            case UINT -> Long.toUnsignedString(-1L >>> (Long.SIZE - type.bits()));
            case INT -> String.valueOf(Long.MIN_VALUE >> (Long.SIZE - type.bits()));
            case FLOAT -> type.bits() == 32 ? "3.4028235e+38" : "-1.7976931348623157e+308";
            default -> "a \"quoted\" <text>";
        };
    }

    private Reading post(ValueType type, ObjectMapper mapper, String contentType, ReadingValue value) {
        var isNothing = value instanceof ReadingValue.Null;
        var device = (isNothing ? "none-" : "d-") + type;
        var reading = Reading.of(9, device, "r", type, value);
        var event = TestEvents.event(device, "s", 9, reading);
        var path = "/event/svc/tank/" + device + "/s";
        assertThat(data.post(path, mapper.writeValueAsBytes(AddEventRequest.of(event)), contentType)
                        .status())
                .isEqualTo(201);
        return reading;
    }

    private String answered(String device, String query) {
        return data.get("/reading/device/name/" + device + "?limit=1" + query)
                .body()
                .path("readings")
                .path(0)
                .toString();
    }

    @ParameterizedTest
    @EnumSource
    void asJsonAndCbor(ValueType type) {
        var reading = post(type, EdgeJson.mapper(), "application/json", sample(type));
        var text = EdgeJson.mapper().writeValueAsString(reading);
        assertThat(answered("d-" + type, ""))
                .isEqualTo(EdgeJson.mapper().readTree(text).toString());

        post(type, EdgeJson.cbor(), "application/cbor", sample(type));
        assertThat(answered("d-" + type, ""))
                .isEqualTo(EdgeJson.mapper().readTree(text).toString());
        assertThat(answered("d-" + type, "&numeric=true"))
                .matches(form -> type.bits() == 0 || !form.contains("\"value\":\""));
        assertThat(data.get("/reading/count/device/name/d-" + type)
                        .body()
                        .path("count")
                        .asInt())
                .isEqualTo(2);
    }

    @ParameterizedTest
    @EnumSource
    void asNothing(ValueType type) {
        post(type, EdgeJson.cbor(), "application/cbor", new ReadingValue.Null());

        assertThat(answered("none-" + type, "")).contains("\"value\":null,\"binaryValue\":null,\"objectValue\":null");
    }
}
