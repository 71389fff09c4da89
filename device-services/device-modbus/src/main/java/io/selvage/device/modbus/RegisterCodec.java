package io.selvage.device.modbus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.ValueType;
import io.selvage.contracts.value.ValueType.Family;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Values from and to the bytes of coils and registers, big-endian unless a place says otherwise. */
final class RegisterCodec {

    private RegisterCodec() {}

    /** The value in the bytes of exactly the place's addresses. */
    static Value decode(Place place, byte[] data) {
        return switch (place.type().family()) {
            case BOOL -> new Value.Bool(bit(place, data));
            case STRING -> new Value.Text(text(data));
            default -> number(place, swapped(place, data));
        };
    }

    /** The bytes that hold the value; CONTRACT_INVALID where they cannot. Not for a Bool in registers. */
    static byte[] encode(Place place, Value value) {
        return switch (value) {
            case Value.Bool(var bool) when place.type() == ValueType.BOOL -> new byte[] {(byte) (bool ? 1 : 0)};
            case Value.Text(var text) when place.type() == ValueType.STRING -> padded(place, text);
            case Value.Int64(var number) -> integer(place, BigInteger.valueOf(number));
            case Value.Uint64(var bits) -> integer(place, unsigned(bits));
            case Value.Float64(var number) -> floating(place, number);
            default -> throw refused(place, "cannot be written with " + value);
        };
    }

    /** The registers with the place's bit set to the value. */
    static byte[] withBit(Place place, byte[] registers, boolean value) {
        var changed = registers.clone();
        var index = byteOf(place, registers);
        var mask = 1 << (place.bit() % 8);
        changed[index] = (byte) (value ? changed[index] | mask : changed[index] & ~mask);
        return changed;
    }

    private static boolean bit(Place place, byte[] data) {
        return ((data[byteOf(place, data)] >> (place.bit() % 8)) & 1) == 1;
    }

    private static int byteOf(Place place, byte[] data) {
        return data.length - 1 - place.bit() / 8;
    }

    private static String text(byte[] data) {
        var from = 0;
        var to = data.length;
        while (to > from && data[to - 1] == 0) {
            to--;
        }
        while (from < to && data[from] == 0) {
            from++;
        }
        return new String(data, from, to - from, StandardCharsets.UTF_8);
    }

    private static Value number(Place place, byte[] data) {
        var buffer = ByteBuffer.wrap(data);
        if (place.raw().family() == Family.FLOAT) {
            return new Value.Float64(place.raw().bits() == 32 ? buffer.getFloat() : buffer.getDouble());
        }
        var sameWidth = place.raw().bits() == place.type().bits();
        var family = sameWidth && place.type().family() != Family.FLOAT
                ? place.type().family()
                : place.raw().family();
        var number = integerIn(buffer, place.raw().bits(), family == Family.INT);
        return switch (place.type().family()) {
            case INT -> new Value.Int64(given(place, number).longValue());
            case UINT -> new Value.Uint64(given(place, number).longValue());
            default -> new Value.Float64(number.doubleValue());
        };
    }

    private static BigInteger given(Place place, BigInteger number) {
        if (!fits(place.type(), number)) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    "resource " + place.resource() + " is " + number + ", which is no " + place.type());
        }
        return number;
    }

    private static BigInteger integerIn(ByteBuffer buffer, int bits, boolean signed) {
        return switch (bits) {
            case 16 -> BigInteger.valueOf(signed ? buffer.getShort() : Short.toUnsignedLong(buffer.getShort()));
            case 32 -> BigInteger.valueOf(signed ? buffer.getInt() : Integer.toUnsignedLong(buffer.getInt()));
            default -> signed ? BigInteger.valueOf(buffer.getLong()) : unsigned(buffer.getLong());
        };
    }

    private static byte[] integer(Place place, BigInteger number) {
        if (place.raw().family() == Family.FLOAT) {
            return floating(place, number.doubleValue());
        }
        var bits = place.raw().bits();
        var bytes = ByteBuffer.allocate(Long.BYTES)
                .putLong(written(place, number).longValue())
                .array();
        return swapped(place, Arrays.copyOfRange(bytes, Long.BYTES - bits / 8, Long.BYTES));
    }

    private static BigInteger written(Place place, BigInteger number) {
        var sameWidth = place.raw().bits() == place.type().bits();
        var type = sameWidth && place.type().family() != Family.FLOAT ? place.type() : place.raw();
        if (!fits(type, number)) {
            throw refused(place, "cannot hold " + number + ", which is no " + type);
        }
        return number;
    }

    private static byte[] floating(Place place, double number) {
        if (place.raw().family() != Family.FLOAT) {
            if (!Double.isFinite(number)) {
                throw refused(place, "cannot hold " + number);
            }
            return integer(place, new BigDecimal(Math.rint(number)).toBigInteger());
        }
        return place.raw().bits() == 32
                ? swapped(place, ByteBuffer.allocate(4).putFloat((float) number).array())
                : ByteBuffer.allocate(8).putDouble(number).array();
    }

    private static byte[] padded(Place place, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > place.count() * 2) {
            throw refused(place, "has room for " + place.count() * 2 + " bytes, not for " + bytes.length);
        }
        return Arrays.copyOf(bytes, place.count() * 2);
    }

    /** EdgeX swaps what is 32 bits wide in the device, and nothing else. */
    private static byte[] swapped(Place place, byte[] data) {
        if (data.length != 4 || !place.table().holdsRegisters()) {
            return data;
        }
        var bytes = place.byteSwap() ? new byte[] {data[1], data[0], data[3], data[2]} : data;
        return place.wordSwap() ? new byte[] {bytes[2], bytes[3], bytes[0], bytes[1]} : bytes;
    }

    private static boolean fits(ValueType type, BigInteger number) {
        return type.family() == Family.INT
                ? number.bitLength() < type.bits()
                : number.signum() >= 0 && number.bitLength() <= type.bits();
    }

    private static BigInteger unsigned(long bits) {
        return bits >= 0 ? BigInteger.valueOf(bits) : new BigInteger(Long.toUnsignedString(bits));
    }

    private static EdgeException refused(Place place, String reason) {
        return new EdgeException(ErrorKind.CONTRACT_INVALID, "resource " + place.resource() + " " + reason);
    }
}
