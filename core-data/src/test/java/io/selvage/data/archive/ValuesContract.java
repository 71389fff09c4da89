package io.selvage.data.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.event.ReadingValue.Simple;
import io.selvage.contracts.value.ValueType;
import io.selvage.store.Database;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values come back in EdgeX's form of them. */
abstract class ValuesContract extends DeletionContract {

    ValuesContract(Database database) {
        super(database);
    }

    private ReadingValue roundTrip(ValueType type, ReadingValue value) {
        var reading = new Reading(null, 7, "d", "r", null, type, null, Map.of(), value, Map.of());
        var event = TestEvents.event("d", "r", 7, reading);
        add(event);
        return stored(event).readings().getFirst().value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            quoteCharacter = '\0',
            value = {
                "Bool|true|true",
                "Bool|FALSE|FALSE",
                "Int8|-128|-128",
                "Int32|+5|5",
                "Int64|-9223372036854775808|-9223372036854775808",
                "Uint8|007|7",
                "Uint64|18446744073709551615|18446744073709551615",
                "Float32|39.5|3.95e+01",
                "Float32|3.4028235e+38|3.4028235e+38",
                "Float32|0.1|1e-01",
                "Float64|3.95E1|3.95e+01",
                "Float64|-0.001|-1e-03",
                "Float64|0|0e+00",
                "Float64|-0|-0e+00",
                "Float64|1e100|1e+100",
                "Float64|NaN|NaN",
                "Float64|-Inf|-Inf",
                "String|39.50|39.50",
                "String|ü \"quoted\" \\ {},NULL|ü \"quoted\" \\ {},NULL",
                "Int16|-32768|-32768",
                "Uint16|65535|65535",
                "Uint32|4294967295|4294967295",
                "BoolArray|[true, false]|[true, false]",
                "Int8Array|[]|[]",
                "Int16Array|[1, -2,3]|[1, -2,3]",
                "Int32Array|[-2147483648]|[-2147483648]",
                "Int64Array|[9223372036854775807]|[9223372036854775807]",
                "Uint8Array|[0, 255]|[0, 255]",
                "Uint16Array|[65535]|[65535]",
                "Uint32Array|[4294967295]|[4294967295]",
                "Uint64Array|[18446744073709551615]|[18446744073709551615]",
                "Float32Array|[1e+00, 2.5e-01]|[1e+00, 2.5e-01]",
                "Float64Array|[1.5]|[1.5]",
                "StringArray|[\"a\",\"b c\"]|[\"a\",\"b c\"]",
            })
    void textComesBack(String type, String posted, String answered) {
        assertThat(roundTrip(ValueType.of(type), new Simple(posted))).isEqualTo(new Simple(answered));
    }

    @Test
    void anEmptyTextIsNotNull() {
        assertThat(roundTrip(ValueType.STRING, new Simple(""))).isEqualTo(new Simple(""));
        assertThat(roundTrip(ValueType.STRING, new ReadingValue.Null())).isEqualTo(new ReadingValue.Null());
        assertThat(roundTrip(ValueType.FLOAT64, new ReadingValue.Null())).isEqualTo(new ReadingValue.Null());
        assertThat(roundTrip(ValueType.BINARY, new ReadingValue.Null())).isEqualTo(new ReadingValue.Null());
    }

    @Test
    void bytesComeBack() {
        var bytes = new byte[] {0, 1, (byte) 0xff};
        var back = (ReadingValue.Binary) roundTrip(ValueType.BINARY, new ReadingValue.Binary(bytes, "image/png"));

        assertThat(back.bytes()).isEqualTo(bytes);
        assertThat(back.mediaType()).isEqualTo("image/png");
    }

    @Test
    void anyJsonComesBack() {
        Map<String, @Nullable Object> json = Map.of("a", List.of(1, 2.5, "x"), "b", Map.of("c", true));

        assertThat(roundTrip(ValueType.OBJECT, new ReadingValue.Structured(json)))
                .isEqualTo(new ReadingValue.Structured(json));
        assertThat(roundTrip(ValueType.OBJECT_ARRAY, new ReadingValue.Structured(List.of(json, Map.of()))))
                .isEqualTo(new ReadingValue.Structured(List.of(json, Map.of())));
    }
}
