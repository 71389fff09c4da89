package io.selvage.data.archive;

import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.GoNumbers;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;

/** The aggregates of numbers of one type. What is no finite number does not count. */
final class Numbers {

    /** A value with the type that EdgeX gives it. */
    record Result(ValueType type, ReadingValue value) {

        static Result of(ValueType type, Number number) {
            return new Result(type, new ReadingValue.Numeric(number));
        }

        /** JSON has no number for what is too large. */
        static Result of(double number) {
            return Double.isFinite(number)
                    ? of(ValueType.FLOAT64, number)
                    : new Result(ValueType.FLOAT64, new ReadingValue.Simple(GoNumbers.scientific(number)));
        }
    }

    private final ValueType type;
    private final ExactSum sum = new ExactSum();
    private long count;
    private long leastInteger;
    private long greatestInteger;
    private double leastFloat = Double.POSITIVE_INFINITY;
    private double greatestFloat = Double.NEGATIVE_INFINITY;

    Numbers(ValueType type) {
        this.type = type;
    }

    boolean areFloats() {
        return type.family() == Family.FLOAT;
    }

    /** Adds a number in the form in which it is answered. */
    void add(String text) {
        switch (type.family()) {
            case FLOAT -> add(ValueText.toDouble(text));
            case UINT -> add(Long.parseUnsignedLong(text));
            default -> add(Long.parseLong(text));
        }
    }

    /** Adds a float of the width of the type; a narrow one counts as the decimal in which it is answered, as in EdgeX. */
    void addFloat(double number) {
        add(type.bits() == 32 && Double.isFinite(number) ? Double.parseDouble(Float.toString((float) number)) : number);
    }

    private void add(double number) {
        if (Double.isFinite(number)) {
            count++;
            leastFloat = Math.min(leastFloat, number);
            greatestFloat = Math.max(greatestFloat, number);
            sum.add(number);
        }
    }

    /** Adds an integer, one without sign by its bits. */
    void add(long number) {
        if (type.family() == Family.UINT) {
            sum.addUnsigned(number);
        } else {
            sum.addSigned(number);
        }
        if (count == 0 || compare(number, leastInteger) < 0) {
            leastInteger = number;
        }
        if (count == 0 || compare(number, greatestInteger) > 0) {
            greatestInteger = number;
        }
        count++;
    }

    private int compare(long one, long other) {
        return type.family() == Family.UINT ? Long.compareUnsigned(one, other) : Long.compare(one, other);
    }

    /** The aggregate; an empty text where there was no number. */
    Result result(AggregateFunction function) {
        if (function == AggregateFunction.COUNT) {
            return Result.of(ValueType.UINT64, count);
        }
        if (count == 0) {
            return new Result(type, new ReadingValue.Simple(""));
        }
        return switch (function) {
            case AVG -> Result.of(average(areFloats() ? sum.decimal() : new BigDecimal(sum.integer())));
            case SUM -> areFloats() ? Result.of(sum.decimal().doubleValue()) : integer(sum.integer());
            case MIN -> areFloats() ? Result.of(leastFloat) : integer(integerOf(leastInteger));
            case MAX, COUNT -> areFloats() ? Result.of(greatestFloat) : integer(integerOf(greatestInteger));
        };
    }

    private double average(BigDecimal total) {
        return total.divide(BigDecimal.valueOf(count), MathContext.DECIMAL128).doubleValue();
    }

    private BigInteger integerOf(long number) {
        return type.family() == Family.UINT
                ? new BigInteger(Long.toUnsignedString(number))
                : BigInteger.valueOf(number);
    }

    /** An integer of 64 bits, as EdgeX answers those of any width; a float where it needs more. */
    private Result integer(BigInteger number) {
        if (type.family() == Family.UINT && number.bitLength() <= Long.SIZE) {
            return Result.of(ValueType.UINT64, number);
        }
        if (type.family() == Family.INT && number.bitLength() < Long.SIZE) {
            return Result.of(ValueType.INT64, number);
        }
        return Result.of(number.doubleValue());
    }
}
