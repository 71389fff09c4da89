package io.selvage.device.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.ResourceProperties;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reads and writes through the transforms of a profile. */
class TransformsTest {

    private static ResourceProperties properties(String type, String transforms) {
        return TestCore.yaml("{valueType: " + type + ", readWrite: RW, " + transforms + "}", ResourceProperties.class);
    }

    private static String text(Value value, ResourceProperties properties) {
        return ValueTexts.text(value, properties.valueType());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Uint8   | 255      | mask: 15                           | 15
                    Int8    | -1       | mask: 240                          | -16
                    Int8    | 5        | mask: 0                            | 5
                    Uint64  | 18446744073709551615 | mask: 18446744073709551614 | 18446744073709551614
                    Uint16  | 256      | shift: 4                           | 16
                    Uint16  | 256      | shift: -4                          | 4096
                    Uint16  | 65535    | shift: -4                          | 65520
                    Int16   | -256     | shift: 4                           | -16
                    Int16   | -1       | shift: 99                          | -1
                    Uint16  | 65535    | shift: 99                          | 0
                    Uint16  | 4660     | 'mask: 4080, shift: 4'             | 35
                    Int16   | 3        | base: 10                           | 1000
                    Int16   | 20       | scale: 0.1                         | 2
                    Int16   | 30       | scale: 0.1                         | 3
                    Uint8   | 4        | scale: 2.5                         | 10
                    Int16   | 5        | offset: -10                        | -5
                    Uint8   | 5        | offset: -5                         | 0
                    Int64   | 9007199254740993 | offset: 1                  | 9007199254740994
                    Uint64  | 18446744073709551614 | offset: 1              | 18446744073709551615
                    Int16   | 2        | 'base: 10, scale: 3, offset: 1'    | 301
                    Float32 | 2        | scale: 0.1                         | 2e-01
                    Float64 | 21.5     | 'scale: 2, offset: 0.5'            | 4.35e+01
                    Float64 | 3        | base: 2                            | 8e+00
                    Int16   | 21       | scale: 0.1                         | overflow
                    Int8    | 100      | scale: 2                           | overflow
                    Uint8   | 5        | offset: -6                         | overflow
                    Int16   | 5        | base: 10                           | overflow
                    Int16   | 5000     | base: 10                           | overflow
                    Float32 | 3e38     | scale: 10                          | overflow
                    Float64 | 1e308    | scale: 10                          | overflow
                    Float64 | NaN      | scale: 10                          | NaN
                    Bool    | true     | 'scale: 10, mask: 1'               | true
                    String  | x        | offset: 1                          | x
                    """)
    void read(String type, String raw, String transforms, String text) {
        var properties = properties(type, transforms);
        var value = ValueParser.parse(raw, ValueType.of(type));

        assertThat(text(Transforms.read(value, properties), properties)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Int16   | 301      | 'base: 10, scale: 3, offset: 1'    | 2
                    Int16   | 1000     | base: 10                           | 3
                    Int16   | 2        | scale: 0.1                         | 20
                    Uint8   | 10       | scale: 2.5                         | 4
                    Uint16  | 16       | shift: 4                           | 256
                    Uint16  | 35       | 'mask: 4080, shift: 4'             | 560
                    Float64 | 43.5     | 'scale: 2, offset: 0.5'            | 2.15e+01
                    Float64 | 8        | base: 2                            | 3e+00
                    Int16   | 10       | 'minimum: -10, maximum: 10'        | 10
                    Uint64  | 18446744073709551615 | minimum: 0             | 18446744073709551615
                    """)
    void written(String type, String asked, String transforms, String raw) {
        var properties = properties(type, transforms);

        var written = Transforms.written(ValueParser.parse(asked, ValueType.of(type)), properties);

        assertThat(text(written, properties)).isEqualTo(raw);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Int16   | 11   | maximum: 10      | set command parameter out of maximum value 10
                    Int16   | 11   | maximum: 10.9    | set command parameter out of maximum value 10.9
                    Int16   | -11  | minimum: -10     | set command parameter out of minimum value -10
                    Float64 | 10.1 | maximum: 10      | set command parameter out of maximum value 10
                    Int16   | 7    | scale: 2         | transformed value out of its original type (int16) range
                    Int16   | 7    | scale: 0         | transformed value out of its original type (int16) range
                    Uint8   | 1    | offset: 2        | transformed value out of its original type (uint8) range
                    Int16   | -1   | base: 10         | transformed value out of its original type
                    Float64 | 1    | scale: 0         | transformed value out of its original type (float64) range
                    """)
    void notWritten(String type, String asked, String transforms, String why) {
        var value = ValueParser.parse(asked, ValueType.of(type));

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Transforms.written(value, properties(type, transforms)))
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID))
                .withMessageStartingWith("failed to transform set parameter -> ")
                .withMessageContaining(why);
    }

    @Test
    void nothingIsTransformedWhereThereIsNothing() {
        var properties = properties("Int16", "scale: 2, maximum: 1");

        assertThat(Transforms.written(new Value.Null(), properties)).isEqualTo(new Value.Null());
        assertThat(Transforms.read(new Value.Null(), properties)).isEqualTo(new Value.Null());
    }
}
