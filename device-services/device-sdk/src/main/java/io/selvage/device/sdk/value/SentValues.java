package io.selvage.device.sdk.value;

import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Values as devices are sent them, in text or JSON: the counterpart of {@link ReceivedValues}. */
public final class SentValues {

    private SentValues() {}

    /** What a JSON document holds for the value: a number of the type's width, a list for an array, bytes in base64. */
    public static @Nullable Object json(Value value, ValueType type) {
        return switch (value) {
            case Value.Bool(var flag) -> flag;
            case Value.Int64(var number) -> number;
            case Value.Uint64(var bits) -> new BigInteger(Long.toUnsignedString(bits));
            case Value.Float64(var number) -> type.bits() == 32 ? (Object) (float) number : (Object) number;
            case Value.Text(var text) -> text;
            case Value.Structured(var json) -> json;
            case Value.Bytes(var bytes) -> bytes;
            case Value.Array(var elements) ->
                Arrays.asList(elements.stream()
                        .map(element -> json(element, type.element()))
                        .toArray());
            case Value.Null _ -> null;
        };
    }

    /** The text of a single value, numbers without exponent; empty for null. */
    public static String text(Value value, ValueType type) {
        var json = json(value, type);
        return switch (json) {
            case Double number when Double.isFinite(number) -> plain(number.toString());
            case Float number when Float.isFinite(number) -> plain(number.toString());
            case null -> "";
            default -> json.toString();
        };
    }

    private static String plain(String number) {
        return new BigDecimal(number).stripTrailingZeros().toPlainString();
    }
}
