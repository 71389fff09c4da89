package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class RegisterCodecTest {

    /** Type, rawType or -, swaps (b, w, bw, -), bytes as hex, value. Read and written the same way. */
    static Stream<Arguments> bothWays() {
        return Stream.of(
                Arguments.of("Int16", "-", "-", "ff85", new Value.Int64(-123)),
                Arguments.of("Uint16", "-", "-", "ff85", new Value.Uint64(65413)),
                Arguments.of("Int32", "-", "-", "fffe1dc0", new Value.Int64(-123456)),
                Arguments.of("Int32", "-", "w", "1dc0fffe", new Value.Int64(-123456)),
                Arguments.of("Int32", "-", "b", "feffc01d", new Value.Int64(-123456)),
                Arguments.of("Int32", "-", "bw", "c01dfeff", new Value.Int64(-123456)),
                Arguments.of("Uint32", "-", "-", "fffe1dc0", new Value.Uint64(4294843840L)),
                Arguments.of("Uint32", "-", "w", "1dc0fffe", new Value.Uint64(4294843840L)),
                Arguments.of("Int64", "-", "-", "fffffffffffffffe", new Value.Int64(-2)),
                Arguments.of("Uint64", "-", "-", "fffffffffffffffe", new Value.Uint64(-2)),
                Arguments.of("Uint64", "-", "bw", "0102030405060708", new Value.Uint64(0x0102030405060708L)),
                Arguments.of("Float32", "-", "-", "42280000", new Value.Float64(42)),
                Arguments.of("Float32", "-", "w", "00004228", new Value.Float64(42)),
                Arguments.of("Float32", "-", "bw", "00002842", new Value.Float64(42)),
                Arguments.of("Float64", "-", "-", "4045000000000000", new Value.Float64(42)),
                Arguments.of("Float32", "INT16", "-", "ff85", new Value.Float64(-123)),
                Arguments.of("Float32", "UINT16", "-", "ff85", new Value.Float64(65413)),
                Arguments.of("Float64", "int16", "-", "ff85", new Value.Float64(-123)),
                Arguments.of("Float64", "INT32", "-", "fffe1dc0", new Value.Float64(-123456)),
                Arguments.of("Float64", "INT32", "w", "1dc0fffe", new Value.Float64(-123456)),
                Arguments.of("Float64", "UINT32", "-", "fffe1dc0", new Value.Float64(4294843840.0)),
                Arguments.of("Int32", "INT16", "-", "ff85", new Value.Int64(-123)),
                Arguments.of("Int64", "UINT16", "-", "ff85", new Value.Int64(65413)),
                Arguments.of("Uint16", "INT16", "-", "ff85", new Value.Uint64(65413)));
    }

    @ParameterizedTest
    @MethodSource("bothWays")
    void aNumberIsReadAndWritten(String type, String rawType, String swaps, String hex, Value value) {
        var place = Fixtures.place(ValueType.of(type), attributes(rawType, swaps));
        var bytes = HexFormat.of().parseHex(hex);

        assertThat(place.count() * 2).isEqualTo(bytes.length);
        assertThat(RegisterCodec.decode(place, bytes)).isEqualTo(value);
        assertThat(RegisterCodec.encode(place, value)).isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource({"10.0, 0001, true", "10.0, fffe, false", "10.3, 0008, true", "10.15, 8000, true", "10.8, 00ff, false"})
    void aBitOfARegisterIsABool(String address, String hex, boolean value) {
        var place = Fixtures.place(ValueType.BOOL, PrimaryTable.HOLDING_REGISTERS, address);
        var register = HexFormat.of().parseHex(hex);

        assertThat(RegisterCodec.decode(place, register)).isEqualTo(new Value.Bool(value));
        assertThat(RegisterCodec.withBit(place, register, value)).isEqualTo(register);
        assertThat(RegisterCodec.decode(place, RegisterCodec.withBit(place, register, !value)))
                .isEqualTo(new Value.Bool(!value));
    }

    @Test
    void aTextFillsItsRegistersWithZeros() {
        var place = Fixtures.place(
                ValueType.STRING,
                Map.of("primaryTable", "holding_registers", "startingAddress", "5", "stringRegisterSize", 4));

        assertThat(RegisterCodec.encode(place, new Value.Text("Grüße")))
                .isEqualTo(HexFormat.of().parseHex("4772c3bcc39f6500"));
        assertThat(RegisterCodec.decode(place, HexFormat.of().parseHex("4772c3bcc39f6500")))
                .isEqualTo(new Value.Text("Grüße"));
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> RegisterCodec.encode(place, new Value.Text("too long for it")))
                .withMessage("resource R has room for 8 bytes, not for 15");
    }

    @ParameterizedTest
    @CsvSource({"Float32, INT16, 40000", "Float64, UINT16, -1", "Float32, INT16, NaN"})
    void aFloatThatItsRegistersCannotHoldIsRefused(String type, String rawType, double number) {
        var place = Fixtures.place(ValueType.of(type), attributes(rawType, "-"));

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> RegisterCodec.encode(place, new Value.Float64(number)))
                .withMessageStartingWith("resource R cannot hold");
    }

    @Test
    void aFloatIsRoundedToItsRawInteger() {
        var place = Fixtures.place(ValueType.FLOAT64, attributes("INT16", "-"));

        assertThat(RegisterCodec.encode(place, new Value.Float64(122.99999999))).isEqualTo(new byte[] {0, 123});
    }

    @Test
    void nullCannotBeWritten() {
        var place = Fixtures.place(ValueType.INT16, attributes("-", "-"));

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> RegisterCodec.encode(place, new Value.Null()))
                .withMessageContaining("cannot be written");
    }

    private static Map<String, @Nullable Object> attributes(String rawType, String swaps) {
        var attributes = new HashMap<String, @Nullable Object>();
        attributes.put("primaryTable", "HOLDING_REGISTERS");
        attributes.put("startingAddress", 7);
        attributes.put("isByteSwap", swaps.contains("b"));
        attributes.put("isWordSwap", String.valueOf(swaps.contains("w")));
        if (!rawType.equals("-")) {
            attributes.put("rawType", rawType);
        }
        return attributes;
    }
}
