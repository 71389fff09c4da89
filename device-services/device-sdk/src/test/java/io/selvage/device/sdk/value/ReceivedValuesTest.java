package io.selvage.device.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReceivedValuesTest {

    /** EdgeX's own table for device-rest, and what differs on purpose. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bool    | true                 | true
            Bool    | ' false\n'           | false
            Float32 | -123.456             | -1.23456e+02
            Float64 | 456.123              | 4.56123e+02
            Uint8   | 255                  | 255
            Uint64  | 18446744073709551615 | 18446744073709551615
            Int8    | -101.98              | -101
            Int32   | ' 32000\r\n'         | 32000
            Int64   | 9223372036854775807  | 9223372036854775807
            Int64   | 1e3                  | 1000
            Uint16  | 0x1F                 | 31
            String  | ' Random Text'       | ' Random Text'
            """)
    void textsAreReadByTheirType(String type, String received, String expected) {
        assertThat(text(received, ValueType.of(type))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "Bool, bad",
        "Int8, 128",
        "Int8, ''",
        "Int16, -FF",
        "Uint8, FF",
        "Uint8, -1",
        "Uint64, 18446744073709551616",
        "Int64, 1e999999999",
        "Float32, 1e39",
        "Float64, Random",
        "Object, ---",
        "Object, '[1]'",
        "Binary, abc"
    })
    void whatIsNoneOfTheTypeIsRefused(String type, String received) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ReceivedValues.parse(received, ValueType.of(type), "Level"))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID))
                .withMessageContaining("resource Level of type " + type);
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "7.9", "\"7\"", "\" 0x7\""})
    void jsonNumbersAndTextsAreIntegers(String json) {
        assertThat(text(decoded(json), ValueType.INT16)).isEqualTo("7");
    }

    @Test
    void booleansAndNumbersStandForEachOther() {
        assertThat(text(true, ValueType.UINT8)).isEqualTo("1");
        assertThat(text(decoded("0.0"), ValueType.BOOL)).isEqualTo("false");
        assertThat(text(decoded("2"), ValueType.BOOL)).isEqualTo("true");
        assertThat(text(decoded("1000000"), ValueType.STRING)).isEqualTo("1000000");
        assertThat(text(decoded("0.25"), ValueType.STRING)).isEqualTo("0.25");
    }

    @Test
    void numbersBeyondAllBoundsTakeNoMemory() {
        for (var json : List.of("1e999999999", "-1e999999999", "1e-999999999")) {
            for (var type : List.of(ValueType.INT64, ValueType.FLOAT64, ValueType.STRING, ValueType.BOOL)) {
                try {
                    assertThat(text(decoded(json), type)).hasSizeLessThan(500);
                } catch (EdgeException e) {
                    assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID);
                }
            }
        }
        assertThat(text("1e-400000000", ValueType.INT64)).isEqualTo("0");
        assertThat(text("0.9", ValueType.INT64)).isEqualTo("0");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ReceivedValues.parse("1e400000000", ValueType.INT64, "Level"));
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ReceivedValues.parse("9".repeat(1_000_000), ValueType.INT64, "Level"))
                .satisfies(e -> assertThat(e.text()).hasSizeLessThan(200));
    }

    @Test
    void structuresComeAsTextOrDecoded() {
        var map = new Value.Structured(Map.of("a", 1));

        assertThat(ReceivedValues.parse("{\"a\":1}", ValueType.OBJECT, "x")).isEqualTo(map);
        assertThat(ReceivedValues.parse(Map.of("a", 1), ValueType.OBJECT, "x")).isEqualTo(map);
        assertThat(text("[1, 2]", ValueType.INT8_ARRAY)).isEqualTo("[1, 2]");
        assertThat(text(decoded("[true]"), ValueType.BOOL_ARRAY)).isEqualTo("[true]");
        assertThat(ReceivedValues.parse(null, ValueType.INT8, "x")).isEqualTo(new Value.Null());
    }

    @ParameterizedTest
    @CsvSource({
        "Float32, 0.1, 0.1",
        "Float64, 1e7, 10000000",
        "Float64, 20, 20",
        "Int8, -5, -5",
        "Uint64, 18446744073709551615, 18446744073709551615",
        "Bool, 1, true",
        "String, a b, a b"
    })
    void whatIsSentIsPlainText(String type, String value, String sent) {
        var valueType = ValueType.of(type);

        assertThat(SentValues.text(ValueParser.parse(value, valueType), valueType))
                .isEqualTo(sent);
    }

    @Test
    void whatIsSentAsJsonHasTheTypesOfJson() {
        assertThat(json("[0.1, 2]", ValueType.FLOAT32_ARRAY)).isEqualTo("[0.1,2]");
        assertThat(json("18446744073709551615", ValueType.UINT64)).isEqualTo("18446744073709551615");
        assertThat(json("{\"a\":[1]}", ValueType.OBJECT)).isEqualTo("{\"a\":[1]}");
        assertThat(json("t", ValueType.BOOL)).isEqualTo("true");
    }

    private static String json(String value, ValueType type) {
        return EdgeJson.mapper().writeValueAsString(SentValues.json(ValueParser.parse(value, type), type));
    }

    private static Object decoded(String json) {
        return EdgeJson.mapper().readValue(json, Object.class);
    }

    private static String text(@Nullable Object received, ValueType type) {
        return ValueTexts.text(ReceivedValues.parse(received, type, "x"), type);
    }
}
