package io.selvage.device.sdk.value;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Values as devices send them in text or JSON. They are taken as freely as EdgeX's services take them: blanks around a
 * number do not count, an integer may be written as a decimal, whose fraction is cut, or as {@code 0x1F}, and booleans and
 * numbers stand for each other. Unlike there, what does not fit the type is refused and not cut to its width.
 */
public final class ReceivedValues {

    private static final BigDecimal BEYOND_ALL = new BigDecimal(BigInteger.ONE.shiftLeft(64));

    private static final int LONGEST_NUMBER = 400;

    private ReceivedValues() {}

    /**
     * The value of the type that was received.
     *
     * @param received text, number, boolean, list, map or null as decoded
     * @throws EdgeException CONTRACT_INVALID where it is none of the type; Binary is none of text or JSON
     */
    public static Value parse(@Nullable Object received, ValueType type, String resourceName) {
        try {
            return ValueParser.parse(adapted(received, type), type);
        } catch (EdgeException | ArithmeticException | NumberFormatException e) {
            throw Required.invalid(
                    "'" + shown(received) + "' is no value of resource " + resourceName + " of type " + type);
        }
    }

    /**
     * The text that the bytes are in UTF-8.
     *
     * @throws EdgeException CONTRACT_INVALID where they are none: EdgeX puts other characters in the place of what it cannot
     *     read
     */
    public static String text(byte[] received, String resourceName) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(received))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Required.invalid("what was received for resource " + resourceName + " is no text in UTF-8");
        }
    }

    private static @Nullable Object adapted(@Nullable Object received, ValueType type) {
        if (type.isArray()) {
            return received;
        }
        return switch (type.family()) {
            case STRING -> received instanceof Number number ? plain(decimal(number)) : received;
            case BOOL -> received instanceof Number number ? decimal(number).signum() != 0 : stripped(received);
            case INT, UINT -> integer(number(stripped(received)));
            case FLOAT -> number(stripped(received));
            case BINARY, OBJECT -> received;
        };
    }

    private static @Nullable Object stripped(@Nullable Object received) {
        if (!(received instanceof String text)) {
            return received;
        }
        var stripped = text.strip();
        if (stripped.length() > LONGEST_NUMBER) {
            throw new NumberFormatException("a text of " + stripped.length() + " characters is no number");
        }
        return stripped;
    }

    private static @Nullable Object number(@Nullable Object received) {
        return received instanceof Boolean flag ? (Object) (flag ? 1 : 0) : received;
    }

    /** The text of the integer in the number or text. */
    private static @Nullable Object integer(@Nullable Object received) {
        return switch (received) {
            case Number number -> plain(whole(decimal(number)));
            case String text
            when text.startsWith("0x") || text.startsWith("0X") -> new BigInteger(text.substring(2), 16).toString();
            case String text -> plain(whole(new BigDecimal(text)));
            case null, default -> received;
        };
    }

    private static BigDecimal whole(BigDecimal number) {
        if ((long) number.precision() - number.scale() <= 0) {
            return BigDecimal.ZERO; // below 1, however small: 1e-999999999 has no digits to be written out
        }
        return number.abs().compareTo(BEYOND_ALL) < 0 ? number.setScale(0, RoundingMode.DOWN) : number;
    }

    /** Without an exponent, unless that fills the memory with zeros: of {@code 1e999999999}. */
    private static String plain(BigDecimal number) {
        return Math.abs(number.scale()) > LONGEST_NUMBER ? number.toString() : number.toPlainString();
    }

    private static BigDecimal decimal(Number number) {
        return new BigDecimal(number.toString());
    }

    private static String shown(@Nullable Object received) {
        var text = String.valueOf(received);
        return text.length() > 60 ? text.substring(0, 60) + "..." : text;
    }
}
