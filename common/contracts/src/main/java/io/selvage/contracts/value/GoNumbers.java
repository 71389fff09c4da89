package io.selvage.contracts.value;

import java.math.BigDecimal;
import java.math.MathContext;

/** Floats as text in the forms that Go's strconv and encoding/json write. */
public final class GoNumbers {

    private static final MathContext ONE_DIGIT = new MathContext(1);

    private GoNumbers() {}

    /** Shortest scientific form with at least two exponent digits: {@code 39.5} is {@code 3.95e+01}. */
    public static String scientific(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        return scientific(isShort(value) ? decimal(value).toString() : Double.toString(value));
    }

    /** As {@link #scientific(double)} with the shortest digits of a 32-bit float. */
    public static String scientific(float value) {
        if (!Float.isFinite(value)) {
            return notFinite(value);
        }
        return scientific(isShort(value) ? decimal(value).toString() : Float.toString(value));
    }

    /** The form of Go's {@code %v}: plain from 1e-4 up to 999999, else scientific ({@code 1e+06}). */
    public static String general(double value) {
        if (!Double.isFinite(value)) {
            return notFinite(value);
        }
        var decimal = decimal(value).stripTrailingZeros();
        var digits = decimal.precision();
        var exponent = digits - decimal.scale() - 1;
        if (decimal.signum() == 0) {
            return isNegative(value) ? "-0" : "0";
        }
        return exponent < -4 || exponent >= 6 ? scientific(decimal.toString()) : decimal.toPlainString();
    }

    /** The form of encoding/json: {@code 40}, {@code 1e-7}, {@code 1e+21}. */
    public static String json(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        return json(decimal(value), isNegative(value));
    }

    /** As {@link #json(double)} with the shortest digits of a 32-bit float. */
    public static String json(float value) {
        if (!Float.isFinite(value)) {
            throw new IllegalArgumentException("JSON has no " + value);
        }
        return json(decimal(value), isNegative(value));
    }

    private static String json(BigDecimal value, boolean negative) {
        var decimal = value.stripTrailingZeros();
        if (decimal.signum() == 0) {
            return negative ? "-0" : "0";
        }
        var exponent = decimal.precision() - decimal.scale() - 1;
        return exponent < -6 || exponent >= 21
                ? scientific(decimal.toString()).replace("e-0", "e-")
                : decimal.toPlainString();
    }

    /** The shortest decimal that stands for the value: Java writes at least two digits, also where one is enough. */
    private static BigDecimal decimal(double value) {
        var decimal = new BigDecimal(Double.toString(value));
        var single = decimal.round(ONE_DIGIT);
        return isShort(value) && single.doubleValue() == value ? single : decimal;
    }

    private static BigDecimal decimal(float value) {
        var decimal = new BigDecimal(Float.toString(value));
        var single = decimal.round(ONE_DIGIT);
        return isShort(value) && single.floatValue() == value ? single : decimal;
    }

    /** Whether one digit may be enough for the value. */
    private static boolean isShort(double value) {
        return value != 0 && Math.abs(value) < 1e-320;
    }

    private static boolean isShort(float value) {
        return value != 0 && Math.abs(value) < 1e-42f;
    }

    /** The scientific form of what Java wrote of a number, such as {@code -0.025}, {@code 1.0E10} or {@code 5E-324}. */
    private static String scientific(String java) {
        var power = java.indexOf('E');
        var end = power < 0 ? java.length() : power;
        var dot = java.indexOf('.');
        var point = dot < 0 ? end : dot;
        var first = java.charAt(0) == '-' ? 1 : 0;
        var last = end - 1;
        while (first < last && (java.charAt(first) == '0' || first == point)) {
            first++;
        }
        while (last > first && (java.charAt(last) == '0' || last == point)) {
            last--;
        }
        var exponent = power < 0 ? 0 : Integer.parseInt(java, power + 1, java.length(), 10);
        exponent += java.charAt(first) == '0' ? 0 : first < point ? point - first - 1 : point - first;
        var text = new StringBuilder(java.length() + 8);
        if (java.charAt(0) == '-') {
            text.append('-');
        }
        text.append(java.charAt(first));
        if (last > first) {
            text.append('.');
        }
        for (var i = first + 1; i <= last; i++) {
            if (i != point) {
                text.append(java.charAt(i));
            }
        }
        text.append('e').append(exponent < 0 ? '-' : '+');
        var magnitude = Math.abs(exponent);
        if (magnitude < 10) {
            text.append('0');
        }
        return text.append(magnitude).toString();
    }

    private static boolean isNegative(double value) {
        return value < 0 || (value == 0 && 1 / value < 0);
    }

    private static String notFinite(double value) {
        return Double.isNaN(value) ? "NaN" : value > 0 ? "+Inf" : "-Inf";
    }
}
