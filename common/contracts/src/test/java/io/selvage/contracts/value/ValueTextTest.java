package io.selvage.contracts.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.selvage.contracts.error.EdgeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ValueTextTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bool|true",
                "Bool|T",
                "Bool|0",
                "Int8|-128",
                "Int8|+5",
                "Int8|007",
                "Int8|000000000000000000000000005",
                "Int64|-9223372036854775808",
                "Int64|9223372036854775807",
                "Uint8|255",
                "Uint64|18446744073709551615",
                "Float32|3.40282356e38",
                "Float64|-.5",
                "Float64|5.",
                "Float64|1e-400",
                "Float64|0x1.8P-2",
                "Float64|nan",
                "Float64|-Infinity",
                "String|''",
                "StringArray|no JSON",
                "Int16Array|[1, -2,3 ]",
                "Uint8Array|[]",
                "BoolArray|[true, F]",
                "Float32Array|[1.5e+00, NaN]"
            })
    void takesWhatGoTakes(String type, String text) {
        assertThatNoException().isThrownBy(() -> ValueText.check(ValueType.of(type), text, "r"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Bool|yes",
                "Bool|''",
                "Int8|128",
                "Int8|-129",
                "Int8|5.0",
                "Int8|''",
                "Int8|0x7",
                "Int8|+",
                "Int64|9223372036854775808",
                "Int32|1.234567e+06",
                "Uint8|256",
                "Uint8|-0",
                "Uint8|+5",
                "Uint64|18446744073709551616",
                "Uint64|99999999999999999999999999",
                "Float32|3.5e38",
                "Float64|1e400",
                "Float64|.",
                "Float64|+nan",
                "Float64|0xp1",
                "Float64|0x.p1",
                "Float64|0x1",
                "Float64|1f",
                "Float64|' 1'",
                "Int8Array|[1, 300]",
                "Int8Array|[1,,2]",
                "Int8Array|1"
            })
    void refusesWhatGoRefuses(String type, String text) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ValueText.check(ValueType.of(type), text, "Boiler"))
                .withMessageContaining("Boiler");
    }

    @Test
    void decidesAboutVeryLongDigitsAtOnce() {
        var digits = "9".repeat(2_000_000);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ValueText.check(ValueType.UINT64, digits, "r"))
                .satisfies(e -> assertThat(e.text()).hasSizeLessThan(200));
        assertThatNoException().isThrownBy(() -> ValueText.check(ValueType.INT8, "0".repeat(2_000_000) + "7", "r"));
    }

    @Test
    void knowsTheTypesInAnyLetterCase() {
        assertThat(ValueType.of("uint8array")).isEqualTo(ValueType.UINT8_ARRAY);
        assertThat(ValueType.UINT8_ARRAY.text()).isEqualTo("Uint8Array");
        assertThat(ValueType.values()).hasSize(27);
    }
}
