package io.selvage.device.sdk.value;

/** Integers of 8 to 64 bits in a long. */
final class Bits {

    private Bits() {}

    static boolean isSigned(long number, int bits) {
        return number == truncatedSigned(number, bits);
    }

    static boolean isUnsigned(long number, int bits) {
        return number == truncatedUnsigned(number, bits);
    }

    /** The lowest bits, the highest of them as the sign. */
    static long truncatedSigned(long number, int bits) {
        return number << (64 - bits) >> (64 - bits);
    }

    /** The lowest bits. */
    static long truncatedUnsigned(long number, int bits) {
        return number << (64 - bits) >>> (64 - bits);
    }

    /** Shifts right where {@code count} is positive, left where negative; a shift by the whole width leaves 0 or the sign. */
    static long shifted(long number, long count, boolean signed, int bits) {
        var moved = count > 0 ? right(number, count, signed) : left(number, -count);
        return signed ? truncatedSigned(moved, bits) : truncatedUnsigned(moved, bits);
    }

    private static long right(long number, long count, boolean signed) {
        if (signed) {
            return number >> Math.min(count, 63);
        }
        return count > 63 ? 0 : number >>> count;
    }

    private static long left(long number, long count) {
        return count > 63 ? 0 : number << count;
    }
}
