package io.selvage.data.archive;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Values as they are stored: integers as Long (Uint64 by its bits), floats as Double, {@code true} and {@code false} as
 * Boolean, bytes as such, all else as text, no value as null.
 */
final class StoredValue {

    private StoredValue() {}

    static @Nullable Object of(Reading reading) {
        var type = reading.valueType();
        return switch (reading.value()) {
            case ReadingValue.Null _ -> null;
            case ReadingValue.Simple(var text) -> ofText(type, text);
            case ReadingValue.Numeric(var number) -> ofText(type, textOf(type, number));
            case ReadingValue.Binary binary -> binary.bytes();
            case ReadingValue.Structured(var json) -> EdgeJson.mapper().writeValueAsString(json);
        };
    }

    private static Object ofText(ValueType type, String text) {
        if (type.isArray()) {
            return text;
        }
        return switch (type.family()) {
            case INT -> Long.parseLong(text);
            case UINT -> Long.parseUnsignedLong(text);
            case FLOAT -> ofFloat(type, text);
            case BOOL -> isCanonical(text) ? Boolean.valueOf(text) : text;
            case STRING, BINARY, OBJECT -> text;
        };
    }

    private static boolean isCanonical(String truth) {
        return truth.equals("true") || truth.equals("false");
    }

    private static Object ofFloat(ValueType type, String text) {
        var value = ValueText.toDouble(text);
        if (Double.isNaN(value)) {
            return GoNumbers.scientific(value); // SQLite takes a NaN for null
        }
        return type.bits() == 32 && Double.isFinite(value) ? (double) Float.parseFloat(text) : value;
    }

    private static String textOf(ValueType type, Object number) {
        return switch (number) {
            case List<?> list ->
                list.stream()
                        .map(item -> textOf(type, Required.value(item, "Reading.Value")))
                        .collect(Collectors.joining(", ", "[", "]"));
            case Float value -> GoNumbers.scientific(value);
            case Double value -> GoNumbers.scientific(value);
            default -> number.toString();
        };
    }

    /** The stored value as the text in which it is answered. */
    static String text(ValueType type, Object stored) {
        return switch (stored) {
            case Double value ->
                type.bits() == 32 ? GoNumbers.scientific(value.floatValue()) : GoNumbers.scientific(value);
            case Long value when type == ValueType.BOOL -> value == 0 ? "false" : "true";
            case Long value when type == ValueType.UINT64 -> Long.toUnsignedString(value);
            case byte[] bytes -> Base64.getEncoder().encodeToString(bytes);
            default -> stored.toString();
        };
    }

    /** The value of a reading from what is stored. */
    static ReadingValue read(ValueType type, @Nullable Object stored, String mediaType) {
        if (stored == null) {
            return new ReadingValue.Null();
        }
        if (type == ValueType.BINARY) {
            var bytes = stored instanceof byte[] raw ? raw : Base64.getDecoder().decode((String) stored);
            return new ReadingValue.Binary(bytes, mediaType);
        }
        if (type.isStructured()) {
            return new ReadingValue.Structured(EdgeJson.mapper().readValue((String) stored, Object.class));
        }
        return new ReadingValue.Simple(text(type, stored));
    }
}
