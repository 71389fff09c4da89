package io.selvage.contracts.value;

import io.selvage.contracts.error.Required;
import java.math.BigInteger;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks that the text of a reading is a value of its type, by the rules of Go's strconv. */
public final class ValueText {

    private static final Pattern FLOAT = Pattern.compile(
            "[+-]?(?:(?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:[eE][+-]?[0-9]+)?|(?i:inf|infinity)|0[xX](?:[0-9a-fA-F]+\\.?[0-9a-fA-F]*|\\.[0-9a-fA-F]+)[pP][+-]?[0-9]+)"
                    + "|(?i:nan)");

    private ValueText() {}

    /** Throws CONTRACT_INVALID, naming the resource, if the text is not a value of the type. */
    public static void check(ValueType type, String text, String resource) {
        if (!isValid(type, text)) {
            var shown = text.length() > 60 ? text.substring(0, 60) + "..." : text;
            throw Required.invalid("value '" + shown + "' of resource " + resource + " is no " + type);
        }
    }

    /** Whether the text is a value of the type. */
    public static boolean isValid(ValueType type, String text) {
        if (!type.isArray()) {
            return isScalar(type, text);
        }
        if (type == ValueType.STRING_ARRAY) {
            return true;
        }
        if (text.length() < 2) {
            return false;
        }
        var inner = text.substring(1, text.length() - 1);
        if (inner.isBlank()) {
            return true;
        }
        for (var element : inner.split(",", -1)) {
            if (!isScalar(type.element(), element.strip())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isScalar(ValueType type, String text) {
        return switch (type.family()) {
            case BOOL -> isBool(text);
            case INT -> isInteger(text, true, type.bits());
            case UINT -> isInteger(text, false, type.bits());
            case FLOAT -> isFloat(text, type.bits());
            case STRING, BINARY, OBJECT -> true;
        };
    }

    /** Whether Go's ParseBool takes the text. */
    public static boolean isBool(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True", "0", "f", "F", "FALSE", "false", "False" -> true;
            default -> false;
        };
    }

    /** The truth of a text for which {@link #isBool} holds. */
    public static boolean toBool(String text) {
        return switch (text) {
            case "1", "t", "T", "TRUE", "true", "True" -> true;
            default -> false;
        };
    }

    private static boolean isInteger(String text, boolean signed, int bits) {
        var start = signed && !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        if (text.length() == start) {
            return false;
        }
        for (var i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return isInRange(text, start, signed, bits);
    }

    private static boolean isInRange(String text, int start, boolean signed, int bits) {
        var first = start;
        while (first < text.length() - 1 && text.charAt(first) == '0') {
            first++;
        }
        var digits = text.length() - first;
        if (digits > 20) {
            return false;
        }
        var negative = text.charAt(0) == '-';
        if (digits > 18) {
            var value = new BigInteger(negative ? "-" + text.substring(first) : text.substring(first));
            return signed ? value.bitLength() < bits : value.bitLength() <= bits;
        }
        var value = Long.parseLong(text, first, text.length(), 10);
        if (bits == 64) {
            return true;
        }
        var limit = 1L << (signed ? bits - 1 : bits);
        return negative ? value <= limit : value < limit;
    }

    private static boolean isFloat(String text, int bits) {
        if (!FLOAT.matcher(text).matches()) {
            return false;
        }
        var value = toDouble(text);
        var spelled = text.toLowerCase(Locale.ROOT);
        if (spelled.contains("inf") || spelled.contains("nan")) {
            return true;
        }
        return bits == 32 ? Float.isFinite((float) value) : Double.isFinite(value);
    }

    /** The number in the text of a float, {@code NaN} and {@code Inf} in Go's spellings included. */
    public static double toDouble(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "nan" -> Double.NaN;
            case "inf", "+inf", "infinity", "+infinity" -> Double.POSITIVE_INFINITY;
            case "-inf", "-infinity" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }
}
