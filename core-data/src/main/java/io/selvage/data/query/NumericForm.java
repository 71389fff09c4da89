package io.selvage.data.query;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import java.math.BigInteger;
import java.util.Arrays;

/** Numbers as JSON numbers: what {@code numeric=true} asks for. Other values stay as they are. */
public final class NumericForm {

    private NumericForm() {}

    /** The event with numbers as JSON numbers. */
    public static Event of(Event event) {
        return new Event(
                event.apiVersion(),
                event.id(),
                event.deviceName(),
                event.profileName(),
                event.sourceName(),
                event.origin(),
                event.readings().stream().map(NumericForm::of).toList(),
                event.tags(),
                event.extensions());
    }

    /** The reading with numbers as JSON numbers. */
    public static Reading of(Reading reading) {
        return reading.value() instanceof ReadingValue.Simple(var text)
                ? reading.withValue(of(reading.valueType(), text))
                : reading;
    }

    /** The value as a number or a list of numbers; as text where it is none, or one that JSON has not (NaN). */
    private static ReadingValue of(ValueType type, String text) {
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
