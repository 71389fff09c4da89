package io.selvage.data.query;

import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import java.math.BigInteger;
import java.util.Arrays;

/** The text of numbers as JSON numbers. */
final class Numbers {

    private Numbers() {}

    /** The value as a number or a list of numbers; as text where it is none, or one that JSON has not (NaN). */
    static ReadingValue of(ValueType type, String text) {
        if (type.bits() == 0) {
            return new ReadingValue.Simple(text);
        }
        if (!type.isArray()) {
            return isJson(type, text) ? new ReadingValue.Numeric(number(type, text)) : new ReadingValue.Simple(text);
        }
        var inner = text.substring(1, text.length() - 1).strip();
        var elements = inner.isEmpty()
                ? new String[0]
                : Arrays.stream(inner.split(",", -1)).map(String::strip).toArray(String[]::new);
        if (!Arrays.stream(elements).allMatch(element -> isJson(type, element))) {
            return new ReadingValue.Simple(text);
        }
        return new ReadingValue.Numeric(
                Arrays.stream(elements).map(element -> number(type, element)).toList());
    }

    private static boolean isJson(ValueType type, String text) {
        return type.family() != Family.FLOAT || Double.isFinite(ValueText.toDouble(text));
    }

    private static Number number(ValueType type, String text) {
        if (type.family() == Family.FLOAT) {
            return ValueText.toDouble(text);
        }
        var integer = new BigInteger(text.startsWith("+") ? text.substring(1) : text);
        return integer.bitLength() < Long.SIZE ? (Number) integer.longValue() : integer;
    }
}
