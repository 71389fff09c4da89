package io.selvage.contracts.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class EventJsonTest {

    private static final String ID = "c1b9f3de-6a53-4a8e-a6e6-6d7d2a5c7f10";

    private static final String FULL = """
            {"apiVersion":"v3","id":"%s","deviceName":"Kessel 7","profileName":"Kessel","sourceName":"All",\
            "origin":1725867193294918132,"readings":[\
            {"id":"e7a1d9b4-1f1e-4b9c-8f0e-2f6a7e4f1c22","origin":1725867193294918132,"deviceName":"Kessel 7",\
            "resourceName":"Temp","profileName":"Kessel","valueType":"Float32","units":"°C","tags":{"floor":2},\
            "value":"2.15e+01"},\
            {"origin":1725867193294918133,"deviceName":"Kessel 7","resourceName":"Picture","valueType":"Binary",\
            "binaryValue":"AP8K","mediaType":"image/png"},\
            {"origin":1725867193294918134,"deviceName":"Kessel 7","resourceName":"State","valueType":"Object",\
            "objectValue":{"a":[1,2.5,null,true],"b":{"c":"d"}}},\
            {"origin":1725867193294918135,"deviceName":"Kessel 7","resourceName":"Nothing","valueType":"Int8",\
            "value":null,"binaryValue":null,"objectValue":null}],\
            "tags":{"site":"north"}}""".formatted(ID);

    private static Event read(String json) {
        return EdgeJson.mapper().readValue(json, Event.class);
    }

    private static Reading readingOf(String members) {
        return EdgeJson.mapper()
                .readValue("{\"origin\":1,\"deviceName\":\"d\",\"resourceName\":\"r\"," + members + "}", Reading.class);
    }

    private static String write(Object value) {
        return EdgeJson.mapper().writeValueAsString(value);
    }

    @Test
    void writesWhatItHasRead() {
        assertThat(write(read(FULL))).isEqualTo(FULL);
    }

    @Test
    void comesBackFromCborAsItWas() {
        var cbor = EdgeJson.cbor().writeValueAsBytes(read(FULL));

        assertThat(write(EdgeJson.cbor().readValue(cbor, Event.class))).isEqualTo(FULL);
        assertThat(cbor).contains(0x43, 0x00, 0xff, 0x0a); // three bytes as a byte string
    }

    @Test
    void alwaysWritesProfileAndSource() {
        var event = Event.of(ID, "d", "", "", List.of(reading(ValueType.STRING, "")));

        assertThat(write(event))
                .isEqualTo("{\"apiVersion\":\"v3\",\"id\":\"" + ID + "\",\"deviceName\":\"d\",\"profileName\":\"\","
                        + "\"sourceName\":\"\",\"origin\":1,\"readings\":[{\"origin\":1,\"deviceName\":\"d\","
                        + "\"resourceName\":\"r\",\"valueType\":\"String\",\"value\":\"\"}]}");
    }

    @Test
    void keepsUnknownMembersAndKeysOfWrongCase() {
        var event = read("{\"apiVersion\":\"v3\",\"DeviceName\":\"d\",\"mine\":{\"a\":1},\"readings\":[]}");

        assertThat(event.deviceName()).isEmpty();
        assertThat(event.extensions()).isEqualTo(Map.of("DeviceName", "d", "mine", Map.of("a", 1)));
        assertThat(write(event)).contains("\"mine\":{\"a\":1}");
    }

    @Test
    void takesTheTypeInAnyLetterCase() {
        assertThat(readingOf("\"valueType\":\"uint8ARRAY\",\"value\":\"[1]\"").valueType())
                .isEqualTo(ValueType.UINT8_ARRAY);
    }

    @Test
    void turnsOtherJsonInValueIntoGosText() {
        assertThat(textOf("5")).isEqualTo("5");
        assertThat(textOf("1234567")).isEqualTo("1.234567e+06");
        assertThat(textOf("true")).isEqualTo("true");
        assertThat(textOf("[1, 2.5, \"a\"]")).isEqualTo("[1 2.5 a]");
        assertThat(textOf("{\"b\": 1, \"a\": null}")).isEqualTo("map[a:<nil> b:1]");
    }

    private static String textOf(String json) {
        return ((ReadingValue.Simple)
                        readingOf("\"valueType\":\"String\",\"value\":" + json).value())
                .text();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"valueType\":\"Int8\"",
                "\"valueType\":\"Int8\",\"value\":null",
                "\"valueType\":\"Binary\",\"binaryValue\":null",
                "\"valueType\":\"Object\",\"objectValue\":null",
                "\"valueType\":\"Object\",\"value\":\"not looked at\""
            })
    void hasNoValueWhereItsMemberIsAbsentOrNull(String members) {
        var reading = readingOf(members);

        assertThat(reading.value()).isEqualTo(new ReadingValue.Null());
        assertThatNoException().isThrownBy(reading::validate);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "\"x\"",
                "5",
                "{\"id\":5}",
                "{\"deviceName\":{}}",
                "{\"origin\":\"1\"}",
                "{\"origin\":1.5}",
                "{\"origin\":1e3}",
                "{\"origin\":99999999999999999999}",
                "{\"readings\":{}}",
                "{\"readings\":[5]}",
                "{\"readings\":[null]}",
                "{\"readings\":[{}]}",
                "{\"readings\":[{\"valueType\":\"Int7\"}]}",
                "{\"readings\":[{\"valueType\":\"Binary\",\"binaryValue\":\"*\"}]}",
                "{\"readings\":[{\"valueType\":\"Binary\",\"binaryValue\":5}]}",
                "{\"readings\":[{\"valueType\":\"Int8\",\"units\":5}]}",
                "{\"tags\":[]}",
                "{\"tags\":{\"a\":1e999}}",
                "{\"tags\":\"a\"}",
                "{\"apiVersion\":\"v3\""
            })
    void refusesWrongTypes(String json) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> read(json))
                .isInstanceOfAny(EdgeException.class, JacksonException.class);
    }

    @Test
    void saysWhatIsWrongAlsoInsideARequest() {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() -> EdgeJson.mapper()
                        .readValue("{\"apiVersion\":\"v3\",\"event\":{\"tags\":[]}}", AddEventRequest.class))
                .satisfies(
                        e -> assertThat(EdgeException.of(e, ErrorKind.UNKNOWN).text())
                                .isEqualTo("tags must be an object"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"%s\"|\"id\":\"5\"",
                "\"origin\":1725867193294918132,\"readings\"|\"readings\"",
                "\"deviceName\":\"Kessel 7\",\"profileName\"|\"deviceName\":\" \",\"profileName\"",
                "\"apiVersion\":\"v3\"|\"apiVersion\":\"\"",
                "\"resourceName\":\"Temp\"|\"resourceName\":\"\"",
                "2.15e+01|warm",
                "e7a1d9b4-|-",
                ",\"mediaType\":\"image/png\"|"
            })
    void validatesByEdgexRules(String change) {
        var parts = change.formatted(ID).split("\\|", 2);
        var event = read(FULL.replace(parts[0], parts[1]));
        assertThatNoException().isThrownBy(read(FULL)::validate);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(event::validate)
                .satisfies(e -> assertThat(e.kind().statusCode()).isEqualTo(400));
    }

    private static Reading reading(ValueType type, String text) {
        return Reading.of(1, "d", "r", type, new ReadingValue.Simple(text));
    }
}
