package io.selvage.device.sdk.value;

import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Values in the forms that readings carry: EdgeX's texts, bytes, JSON. */
public final class ValueTexts {

    private ValueTexts() {}

    /** The value as a reading of the type has it. */
    public static ReadingValue reading(Value value, ValueType type, @Nullable String mediaType) {
        return switch (value) {
            case Value.Null _ -> new ReadingValue.Null();
            case Value.Bytes(var bytes) -> new ReadingValue.Binary(bytes, mediaType);
            case Value.Structured(var json) -> new ReadingValue.Structured(json);
            default -> new ReadingValue.Simple(text(value, type));
        };
    }

    /** The text that assertions, mappings and change filters compare, and that a simple reading carries. */
    public static String text(Value value, ValueType type) {
        return switch (value) {
            case Value.Bool(var bool) -> String.valueOf(bool);
            case Value.Int64(var number) -> Long.toString(number);
            case Value.Uint64(var bits) -> Long.toUnsignedString(bits);
            case Value.Float64(var number) ->
                type.bits() == 32 ? GoNumbers.scientific((float) number) : GoNumbers.scientific(number);
            case Value.Text(var text) -> text;
            case Value.Array(var elements) -> array(elements, type);
            case Value.Structured(var json) -> goJson(json);
            case Value.Bytes(var bytes) -> Base64.getEncoder().encodeToString(bytes);
            case Value.Null _ -> "";
        };
    }

    private static String array(List<Value> elements, ValueType type) {
        if (type == ValueType.STRING_ARRAY) {
            return goJson(elements.stream().map(element -> text(element, type)).toList());
        }
        return elements.stream().map(element -> text(element, type)).collect(Collectors.joining(", ", "[", "]"));
    }

    /** JSON as Go writes it: what HTML would misread is escaped. It can stand only inside of strings. */
    private static String goJson(Object json) {
        return EdgeJson.mapper()
                .writeValueAsString(json)
                .replace("<", "\\u003c")
                .replace(">", "\\u003e")
                .replace("&", "\\u0026")
                .replace("\u2028", "\\u2028")
                .replace("\u2029", "\\u2029");
    }
}
