package io.selvage.device.sdk.value;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.ResourceProperties;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The transforms of a profile between what a device holds and what a reading shows: of single numbers only, each step left
 * out where its property is absent or neutral. Integers are calculated in exact decimals, unlike in EdgeX's Go SDK, which
 * cuts scale and offset to integers first.
 */
public final class Transforms {

    /** The text of a reading whose transformed value its type cannot hold. */
    public static final String OVERFLOW = "overflow";

    /** The text of a reading that was not a number. */
    public static final String NAN = "NaN";

    private Transforms() {}

    /** From the device to the reading: mask, shift, base, scale, offset; a text of its own where there is no result. */
    public static Value read(Value value, ResourceProperties properties) {
        if (!properties.valueType().isNumber()) {
            return value;
        }
        try {
            return switch (value) {
                case Value.Float64(var number) -> readFloat(number, properties);
                case Value.Int64(var number) -> new Value.Int64(readInteger(number, properties));
                case Value.Uint64(var number) -> new Value.Uint64(readInteger(number, properties));
                default -> value;
            };
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.OVERFLOW_ERROR) {
                return new Value.Text(OVERFLOW);
            }
            throw e;
        }
    }

    /**
     * From a request to the device: maximum and minimum, then offset, scale, base, shift and mask.
     *
     * @throws EdgeException CONTRACT_INVALID where the value is out of bounds, or the device's type cannot hold the result
     */
    public static Value written(Value value, ResourceProperties properties) {
        if (!properties.valueType().isNumber() || value instanceof Value.Null) {
            return value;
        }
        try {
            checkBounds(value, properties);
            return switch (value) {
                case Value.Float64(var number) -> new Value.Float64(writeFloat(number, properties));
                case Value.Int64(var number) -> new Value.Int64(writeInteger(number, properties));
                case Value.Uint64(var number) -> new Value.Uint64(writeInteger(number, properties));
                default -> value;
            };
        } catch (EdgeException e) {
            throw Required.invalid("failed to transform set parameter -> " + e.text());
        }
    }

    private static Value readFloat(double number, ResourceProperties properties) {
        if (Double.isNaN(number)) {
            return new Value.Text(NAN);
        }
        var type = properties.valueType();
        var result = number;
        var base = active(properties.base(), 0);
        if (base != null) {
            result = inRange(Math.pow(base, result), type);
        }
        var scale = active(properties.scale(), 1);
        if (scale != null) {
            result = inRange(result * scale, type);
        }
        var offset = active(properties.offset(), 0);
        if (offset != null) {
            result = inRange(result + offset, type);
        }
        return new Value.Float64(result);
    }

    private static double writeFloat(double number, ResourceProperties properties) {
        var type = properties.valueType();
        var result = number;
        var offset = active(properties.offset(), 0);
        if (offset != null) {
            result = inRange(result - offset, type);
        }
        var scale = active(properties.scale(), 1);
        if (scale != null) {
            result = inRange(result / scale, type);
        }
        var base = active(properties.base(), 0);
        return base == null ? result : inRange(logarithm(result, base), type);
    }

    private static double inRange(double result, ValueType type) {
        var finite = Double.isFinite(result) && (type.bits() == 64 || Math.abs(result) <= Float.MAX_VALUE);
        if (!finite) {
            throw overflow(type);
        }
        return result;
    }

    private static long readInteger(long number, ResourceProperties properties) {
        var type = properties.valueType();
        var result = shifted(masked(number, properties), properties.shift(), 1, type);
        var base = active(properties.base(), 0);
        if (base != null) {
            result = power(base, decimal(result, type), type);
        }
        var scale = active(properties.scale(), 1);
        if (scale != null) {
            result = integral(decimal(result, type).multiply(decimal(scale)), type);
        }
        var offset = active(properties.offset(), 0);
        if (offset != null) {
            result = integral(decimal(result, type).add(decimal(offset)), type);
        }
        return result;
    }

    private static long writeInteger(long number, ResourceProperties properties) {
        var type = properties.valueType();
        var result = number;
        var offset = active(properties.offset(), 0);
        if (offset != null) {
            result = integral(decimal(result, type).subtract(decimal(offset)), type);
        }
        var scale = active(properties.scale(), 1);
        if (scale != null) {
            result = quotient(decimal(result, type), decimal(scale), type);
        }
        var base = active(properties.base(), 0);
        if (base != null) {
            var exact = logarithm(decimal(result, type).doubleValue(), base);
            result = integral(decimal(inRange(exact, ValueType.FLOAT64)), type);
        }
        return masked(shifted(result, properties.shift(), -1, type), properties);
    }

    private static long masked(long number, ResourceProperties properties) {
        var mask = properties.mask();
        if (mask == null || mask.signum() == 0) {
            return number;
        }
        return truncated(number & mask.longValue(), properties.valueType());
    }

    private static long shifted(long number, @Nullable Long shift, int direction, ValueType type) {
        if (shift == null || shift == 0) {
            return number;
        }
        return Bits.shifted(number, shift * direction, isSigned(type), type.bits());
    }

    private static long truncated(long number, ValueType type) {
        return isSigned(type) ? Bits.truncatedSigned(number, type.bits()) : Bits.truncatedUnsigned(number, type.bits());
    }

    private static long power(double base, BigDecimal exponent, ValueType type) {
        var result = Math.pow(base, exponent.doubleValue());
        if (!Double.isFinite(result)) {
            throw overflow(type);
        }
        return integral(new BigDecimal(result), type);
    }

    /** The logarithm; the whole number that it misses by no more than a rounding error, if there is one. */
    private static double logarithm(double number, double base) {
        var result = Math.log(number) / Math.log(base);
        var whole = Math.rint(result);
        return Math.abs(result - whole) < 1e-9 ? whole : result;
    }

    private static long quotient(BigDecimal number, BigDecimal divisor, ValueType type) {
        if (divisor.signum() == 0) {
            throw overflow(type);
        }
        var parts = number.divideAndRemainder(divisor);
        if (parts[1].signum() != 0) {
            throw overflow(type);
        }
        return integral(parts[0], type);
    }

    private static long integral(BigDecimal number, ValueType type) {
        var stripped = number.stripTrailingZeros();
        if (stripped.scale() > 0 || stripped.precision() - stripped.scale() > 20) {
            throw overflow(type);
        }
        var whole = stripped.toBigIntegerExact();
        var fits = isSigned(type)
                ? whole.bitLength() < type.bits()
                : whole.signum() >= 0 && whole.bitLength() <= type.bits();
        if (!fits) {
            throw overflow(type);
        }
        return whole.longValue();
    }

    private static void checkBounds(Value value, ResourceProperties properties) {
        var type = properties.valueType();
        var number = switch (value) {
            case Value.Float64(var f) -> f;
            case Value.Int64(var i) -> decimal(i, type);
            case Value.Uint64(var i) -> decimal(i, type);
            default -> null;
        };
        var maximum = properties.maximum();
        if (maximum != null && compare(number, maximum) > 0) {
            throw Required.invalid("set command parameter out of maximum value " + GoNumbers.general(maximum));
        }
        var minimum = properties.minimum();
        if (minimum != null && compare(number, minimum) < 0) {
            throw Required.invalid("set command parameter out of minimum value " + GoNumbers.general(minimum));
        }
    }

    private static int compare(@Nullable Object number, double bound) {
        return switch (number) {
            case Double f -> Double.compare(f, bound);
            case BigDecimal i -> i.compareTo(decimal(bound).setScale(0, RoundingMode.DOWN));
            case null, default -> 0;
        };
    }

    private static @Nullable Double active(@Nullable Double property, double neutral) {
        return property == null || property == neutral ? null : property;
    }

    private static boolean isSigned(ValueType type) {
        return type.family() == ValueType.Family.INT;
    }

    private static BigDecimal decimal(long number, ValueType type) {
        return isSigned(type)
                ? BigDecimal.valueOf(number)
                : new BigDecimal(new BigInteger(Long.toUnsignedString(number)));
    }

    private static BigDecimal decimal(double number) {
        return new BigDecimal(Double.toString(number));
    }

    private static EdgeException overflow(ValueType type) {
        return new EdgeException(
                ErrorKind.OVERFLOW_ERROR,
                "transformed value out of its original type (" + type.text().toLowerCase(Locale.ROOT) + ") range");
    }
}
