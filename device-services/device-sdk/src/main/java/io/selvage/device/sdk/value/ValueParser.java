package io.selvage.device.sdk.value;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Reads the values of a SET request. Everything that EdgeX's Go SDK takes is taken with the same result; beyond it JSON
 * numbers of any size and JSON arrays are taken as they are, which the Go SDK spoils by way of a float.
 */
public final class ValueParser {

    private ValueParser() {}

    /**
     * The value that the JSON stands for.
     *
     * @param json text, number, boolean, list, map or null as decoded
     * @throws EdgeException CONTRACT_INVALID where it is none of the type
     */
    public static Value parse(@Nullable Object json, ValueType type) {
        if (json == null) {
            return new Value.Null();
        }
        var text = text(json);
        try {
            if (type != ValueType.STRING && text.isBlank()) {
                throw Required.invalid("empty string is invalid for " + type + " value type");
            }
            return type.isStructured() ? structured(json, text, type) : plain(json, text, type);
        } catch (EdgeException e) {
            throw Required.invalid("failed to create CommandValue -> " + e.text());
        }
    }

    private static Value plain(Object json, String text, ValueType type) {
        try {
            if (type == ValueType.BINARY) {
                throw Required.invalid("unrecognized value type");
            }
            return type.isArray() ? array(json, text, type) : scalar(text, type);
        } catch (JacksonException e) {
            throw failed(text, type, e.getOriginalMessage());
        }
    }

    private static Value scalar(String text, ValueType type) {
        return switch (type.family()) {
            case STRING -> new Value.Text(text);
            case BOOL -> {
                if (!ValueText.isBool(text)) {
                    throw failed(text, type, syntax("ParseBool", text));
                }
                yield new Value.Bool(ValueText.toBool(text));
            }
            case INT -> new Value.Int64(integer(text, type, "ParseInt"));
            case UINT -> new Value.Uint64(integer(text, type, "ParseUint"));
            case FLOAT -> new Value.Float64(floating(text, type));
            case BINARY, OBJECT -> throw new IllegalArgumentException(type + " is no scalar");
        };
    }

    private static long integer(String text, ValueType type, String function) {
        if (ValueText.isValid(type, text)) {
            return type.family() == ValueType.Family.UINT ? Long.parseUnsignedLong(text) : Long.parseLong(text);
        }
        var digits = text.startsWith("-") || text.startsWith("+") ? text.substring(1) : text;
        var tooLarge = !digits.isEmpty()
                && digits.chars().allMatch(c -> c >= '0' && c <= '9')
                && (digits.length() == text.length() || type.family() == ValueType.Family.INT);
        throw failed(
                text,
                type,
                tooLarge
                        ? "strconv." + function + ": parsing \"" + text + "\": value out of range"
                        : syntax(function, text));
    }

    private static double floating(String text, ValueType type) {
        if (ValueText.isValid(type, text)) {
            var number = ValueText.toDouble(text);
            return type.bits() == 32 ? (float) number : number;
        }
        var number = text.endsWith("=") ? ofBytes(text, type.bits()) : Double.NaN;
        if (Double.isNaN(number)) {
            throw failed(text, type, "it is no number that the type can hold");
        }
        return number;
    }

    /** EdgeX's other form of a float: base64 of its IEEE bytes, the highest first. NaN where it is none. */
    private static double ofBytes(String text, int bits) {
        try {
            var bytes = ByteBuffer.wrap(Base64.getDecoder().decode(text));
            if (bytes.remaining() != bits / 8) {
                return Double.NaN;
            }
            return bits == 32 ? bytes.getFloat() : bytes.getDouble();
        } catch (IllegalArgumentException e) {
            return Double.NaN; // no base64, so no number either
        }
    }

    private static Value array(Object json, String text, ValueType type) {
        if (json instanceof List<?> list) {
            return elements(list, text, type);
        }
        if (type.family() == ValueType.Family.UINT) {
            return elements(commaSeparated(text), text, type);
        }
        return elements(EdgeJson.mapper().readValue(text, List.class), text, type);
    }

    /** EdgeX reads lists of unsigned numbers by the comma, with or without brackets. */
    private static List<String> commaSeparated(String text) {
        var stripped = text.strip();
        var start = stripped.startsWith("[") ? 1 : 0;
        var end = stripped.endsWith("]") ? stripped.length() - 1 : stripped.length();
        var inner = start < end ? stripped.substring(start, end) : "";
        return inner.isBlank()
                ? List.of()
                : Arrays.stream(inner.split(",", -1)).map(String::strip).toList();
    }

    private static Value elements(List<?> list, String text, ValueType type) {
        if (type == ValueType.STRING_ARRAY && !list.stream().allMatch(String.class::isInstance)) {
            throw failed(text, type, "its elements must be texts");
        }
        return new Value.Array(list.stream()
                .map(element -> scalar(text(Required.value(element, "element of the array")), type.element()))
                .toList());
    }

    private static Value structured(Object json, String text, ValueType type) {
        try {
            var tree = json instanceof String ? EdgeJson.mapper().readValue(text, Object.class) : json;
            var fits = type.isArray()
                    ? tree instanceof List<?> list && list.stream().allMatch(Map.class::isInstance)
                    : tree instanceof Map<?, ?>;
            if (!fits) {
                throw failed(text, type, type.isArray() ? "it is no array of objects" : "it is no object");
            }
            return new Value.Structured(tree);
        } catch (JacksonException e) {
            throw failed(text, type, e.getOriginalMessage());
        }
    }

    private static String text(Object json) {
        return switch (json) {
            case String text -> text;
            case Double number -> number(number);
            case Map<?, ?> map -> EdgeJson.mapper().writeValueAsString(map);
            case List<?> list -> EdgeJson.mapper().writeValueAsString(list);
            default -> json.toString();
        };
    }

    private static String number(double number) {
        var whole = Math.rint(number) == number && Math.abs(number) < 0x1p63;
        return whole ? new BigDecimal(number).toBigInteger().toString() : GoNumbers.general(number);
    }

    private static String syntax(String function, String text) {
        return "strconv." + function + ": parsing \"" + text + "\": invalid syntax";
    }

    private static EdgeException failed(String text, ValueType type, String why) {
        return Required.invalid("failed to convert set parameter " + text + " to ValueType " + type + " -> " + why);
    }
}
