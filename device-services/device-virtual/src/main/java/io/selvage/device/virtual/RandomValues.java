package io.selvage.device.virtual;

import io.selvage.contracts.profile.ResourceProperties;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Random values between the minimum and maximum of a resource, or of the whole range of its type. */
final class RandomValues {

    private static final int BINARY_BYTES = 16777;
    private static final int ARRAY_LENGTH = 5;

    private RandomValues() {}

    /** Whether there are random values of the type. */
    static boolean exist(ValueType type) {
        return switch (type.family()) {
            case BOOL, INT, UINT, FLOAT -> true;
            case STRING, BINARY, OBJECT -> false;
        };
    }

    static Value bytes() {
        var bytes = new byte[BINARY_BYTES];
        ThreadLocalRandom.current().nextBytes(bytes);
        return new Value.Bytes(bytes);
    }

    /** A value of the resource's type, for which {@link #exist} holds; arrays have five elements. */
    static Value of(ResourceProperties properties) {
        var type = properties.valueType();
        if (!type.isArray()) {
            return scalar(properties, type);
        }
        return new Value.Array(Stream.generate(() -> scalar(properties, type.element()))
                .limit(ARRAY_LENGTH)
                .toList());
    }

    private static Value scalar(ResourceProperties properties, ValueType type) {
        return switch (type.family()) {
            case INT -> new Value.Int64(integer(properties, type).longValue());
            case UINT -> new Value.Uint64(integer(properties, type).longValue());
            case FLOAT -> new Value.Float64(floating(properties, type));
            default -> new Value.Bool(ThreadLocalRandom.current().nextBoolean());
        };
    }

    private static BigInteger integer(ResourceProperties properties, ValueType type) {
        var signed = type.family() == Family.INT;
        var width = BigInteger.ONE.shiftLeft(type.bits());
        var least = signed ? width.shiftRight(1).negate() : BigInteger.ZERO;
        var most = least.add(width).subtract(BigInteger.ONE);
        var low = bound(properties.minimum(), RoundingMode.CEILING, least).max(least);
        var high = bound(properties.maximum(), RoundingMode.FLOOR, most).min(most);
        if (low.compareTo(high) > 0) {
            low = least;
            high = most;
        }
        var count = high.subtract(low).add(BigInteger.ONE);
        var random = new BigInteger(count.bitLength() + Long.SIZE, ThreadLocalRandom.current());
        return low.add(random.mod(count));
    }

    private static BigInteger bound(@Nullable Double bound, RoundingMode rounding, BigInteger otherwise) {
        return bound == null
                ? otherwise
                : new BigDecimal(bound).setScale(0, rounding).toBigInteger();
    }

    private static double floating(ResourceProperties properties, ValueType type) {
        var most = type.bits() == 32 ? Float.MAX_VALUE : Double.MAX_VALUE;
        var low = properties.minimum() == null ? -most : properties.minimum();
        var high = properties.maximum() == null ? most : properties.maximum();
        if (low > high) {
            low = -most;
            high = most;
        }
        var share = ThreadLocalRandom.current().nextDouble();
        var number = low * (1 - share) + high * share; // not low + share * (high - low): that overflows
        return type.bits() == 32 ? (float) number : number;
    }
}
