package io.selvage.device.sdk.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a driver may give for which type. */
class ValueFitTest {

    static Stream<Arguments> fitting() {
        var one = new Value.Int64(1);
        return Stream.of(
                Arguments.of(one, ValueType.INT8, one),
                Arguments.of(one, ValueType.UINT64, new Value.Uint64(1)),
                Arguments.of(new Value.Uint64(255), ValueType.UINT8, new Value.Uint64(255)),
                Arguments.of(new Value.Uint64(-1), ValueType.UINT64, new Value.Uint64(-1)),
                Arguments.of(new Value.Uint64(127), ValueType.INT8, new Value.Int64(127)),
                Arguments.of(one, ValueType.FLOAT32, new Value.Float64(1)),
                Arguments.of(new Value.Null(), ValueType.BINARY, new Value.Null()),
                Arguments.of(new Value.Structured(Map.of()), ValueType.OBJECT, new Value.Structured(Map.of())),
                Arguments.of(
                        new Value.Array(List.of(one)),
                        ValueType.UINT8_ARRAY,
                        new Value.Array(List.of(new Value.Uint64(1)))));
    }

    @ParameterizedTest
    @MethodSource
    void fitting(Value given, ValueType type, Value taken) {
        assertThat(ValueFit.checked(given, type, "r")).isEqualTo(taken);
    }

    static Stream<Arguments> notFitting() {
        return Stream.of(
                Arguments.of(new Value.Int64(128), ValueType.INT8),
                Arguments.of(new Value.Int64(-1), ValueType.UINT8),
                Arguments.of(new Value.Uint64(-1), ValueType.INT64),
                Arguments.of(new Value.Uint64(256), ValueType.UINT8),
                Arguments.of(new Value.Text("1"), ValueType.INT8),
                Arguments.of(new Value.Bool(true), ValueType.STRING),
                Arguments.of(new Value.Int64(1), ValueType.INT8_ARRAY),
                Arguments.of(new Value.Array(List.of(new Value.Int64(300))), ValueType.INT8_ARRAY),
                Arguments.of(new Value.Bytes(new byte[ValueFit.MAX_BINARY_BYTES + 1]), ValueType.BINARY));
    }

    @ParameterizedTest
    @MethodSource
    void notFitting(Value given, ValueType type) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ValueFit.checked(given, type, "speed"))
                .withMessageContaining("speed of type " + type);
    }
}
