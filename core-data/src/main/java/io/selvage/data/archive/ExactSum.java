package io.selvage.data.archive;

import java.math.BigDecimal;
import java.math.BigInteger;

/** A sum without rounding: floats count as the shortest decimals that stand for them, so that 0.1 and 0.2 make 0.3. */
final class ExactSum {

    private static final double MILLION = 1e6;

    /** Integers below it have at most 15 digits: no two decimals of so many are the same float. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private static final BigInteger TWO_POWER_64 = BigInteger.ONE.shiftLeft(Long.SIZE);

    /** The sum of integers, or of the floats with up to six decimals in millionths, in 128 bits. */
    private long high;

    private long low;
    private BigDecimal others = BigDecimal.ZERO;

    void addSigned(long value) {
        high += value >> (Long.SIZE - 1);
        addUnsigned(value);
    }

    void addUnsigned(long value) {
        low += value;
        if (Long.compareUnsigned(low, value) < 0) {
            high++;
        }
    }

    void add(double value) {
        var millionths = Math.rint(value * MILLION);
        if (Math.abs(millionths) < FIFTEEN_DIGITS && millionths / MILLION == value) {
            addSigned((long) millionths);
        } else {
            others = others.add(new BigDecimal(Double.toString(value)));
        }
    }

    /** The sum of what was added as integers. */
    BigInteger integer() {
        var unsigned =
                low >= 0 ? BigInteger.valueOf(low) : BigInteger.valueOf(low).add(TWO_POWER_64);
        return BigInteger.valueOf(high).multiply(TWO_POWER_64).add(unsigned);
    }

    /** The sum of what was added as floats. */
    BigDecimal decimal() {
        return new BigDecimal(integer(), 6).add(others);
    }
}
