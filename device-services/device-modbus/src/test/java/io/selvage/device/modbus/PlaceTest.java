package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.value.ValueType;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PlaceTest {

    static Stream<Arguments> addresses() {
        return Stream.of(
                Arguments.of(10, 10, 0),
                Arguments.of("10", 10, 0),
                Arguments.of("0x1F", 31, 0),
                Arguments.of("10.3", 10, 3),
                Arguments.of("10.15", 10, 15),
                Arguments.of(10.0, 10, 0),
                Arguments.of(10.12, 10, 12),
                Arguments.of(10.1, 10, 10)); // EdgeX: what YAML leaves of 10.10
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void anAddressIsANumberOrItsText(Object address, int start, int bit) {
        var place = Fixtures.place(ValueType.BOOL, PrimaryTable.INPUT_REGISTERS, address);

        assertThat(place.start()).isEqualTo(start);
        assertThat(place.bit()).isEqualTo(bit);
    }

    @Test
    void theCountDependsOnTypeAndTable() {
        assertThat(Fixtures.place(ValueType.FLOAT64, PrimaryTable.HOLDING_REGISTERS, 0)
                        .count())
                .isEqualTo(4);
        assertThat(Fixtures.place(ValueType.INT16, PrimaryTable.COILS, 0).count())
                .isEqualTo(16);
        assertThat(Fixtures.place(ValueType.BOOL, PrimaryTable.DISCRETES_INPUT, 0)
                        .count())
                .isEqualTo(1);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                Arguments.of("Int16", Map.of("startingAddress", 1), "primaryTable is missing"),
                Arguments.of("Int16", Map.of("primaryTable", "COILS"), "startingAddress is missing"),
                Arguments.of("Int16", at("REGISTERS", 1), "primaryTable 'REGISTERS' is none of"),
                Arguments.of("Int16", at("COILS", "ten"), "startingAddress 'ten' is no integer"),
                Arguments.of("Int16", at("COILS", 65536), "startingAddress 65536 is not from 0 to 65535"),
                Arguments.of("Int32", at("INPUT_REGISTERS", 65535), "end above 65535"),
                Arguments.of("Bool", at("HOLDING_REGISTERS", "1.16"), "names a bit that a Bool"),
                Arguments.of("Bool", at("HOLDING_REGISTERS", 10.5), "write it in quotes"),
                Arguments.of("Bool", at("COILS", "1.1"), "names a bit that a Bool in COILS"),
                Arguments.of("Int16", at("HOLDING_REGISTERS", "1.1"), "names a bit that a Int16"),
                Arguments.of("Int8", at("HOLDING_REGISTERS", 1), "type Int8 does not exist in Modbus"),
                Arguments.of("Int16Array", at("HOLDING_REGISTERS", 1), "type Int16Array does not exist in Modbus"),
                Arguments.of("String", at("HOLDING_REGISTERS", 1), "stringRegisterSize is missing"),
                Arguments.of("String", at("COILS", 1), "a String needs registers"),
                Arguments.of("Float32", with("rawType", "INT8"), "rawType 'INT8' is none of"),
                Arguments.of("Float32", with("isByteSwap", "maybe"), "isByteSwap 'maybe' is neither true nor false"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamed(String type, Map<String, @Nullable Object> attributes, String message) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Fixtures.place(ValueType.of(type), attributes))
                .withMessageStartingWith("resource R: ")
                .withMessageContaining(message);
    }

    private static Map<String, Object> at(String table, Object address) {
        return Map.of("primaryTable", table, "startingAddress", address);
    }

    private static Map<String, Object> with(String key, Object value) {
        return Map.of("primaryTable", "HOLDING_REGISTERS", "startingAddress", 1, key, value);
    }
}
