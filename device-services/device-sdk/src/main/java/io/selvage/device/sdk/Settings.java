package io.selvage.device.sdk;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.GoDuration;
import io.selvage.contracts.value.ValueText;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Free-form settings: the protocol properties of a device or the attributes of a resource, which EdgeX takes as numbers,
 * booleans or their text.
 *
 * @param owner begins the message of each refusal
 * @param kind of each refusal
 */
public record Settings(String owner, ErrorKind kind, Map<String, @Nullable Object> values) {

    private static final int MOST_DIGITS = 30;
    private static final Duration SHORTEST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration LONGEST_TIMEOUT = Duration.ofMinutes(10);

    /** The device's properties of a protocol; CONTRACT_INVALID where it has none, as for each one that is wrong. */
    public static Settings of(Device device, String protocol) {
        var properties = device.protocols().get(protocol);
        if (properties == null) {
            throw Required.invalid("device " + device.name() + " has no protocol " + protocol + " but "
                    + device.protocols().keySet());
        }
        return new Settings(
                "device " + device.name() + ", protocol " + protocol, ErrorKind.CONTRACT_INVALID, properties);
    }

    /** Whether the key is there and not null. */
    public boolean has(String key) {
        return values.get(key) != null;
    }

    /** The text of the key, without blanks around it; refused where there is none. */
    public String text(String key) {
        var text = String.valueOf(required(key)).strip();
        if (text.isEmpty()) {
            throw invalid(key + " must not be blank");
        }
        return text;
    }

    /** A text that is not a number or a boolean, which EdgeX refuses for names. */
    public String string(String key) {
        if (required(key) instanceof String) {
            return text(key);
        }
        throw invalid(key + " " + required(key) + " is no text");
    }

    /** An integer within the bounds; its text may be hexadecimal ({@code 0x1F}). */
    public int integer(String key, int least, int most) {
        var text = text(key);
        try {
            var number = text.startsWith("0x") ? Integer.parseInt(text.substring(2), 16) : wholeNumber(text);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException | ArithmeticException e) {
            throw invalid(key + " '" + text + "' is no integer from " + least + " to " + most);
        }
        throw invalid(key + " " + text + " is not from " + least + " to " + most);
    }

    /** A boolean or its text; false where the key is absent. */
    public boolean flag(String key) {
        if (!has(key)) {
            return false;
        }
        var text = text(key);
        if (!ValueText.isBool(text)) {
            throw invalid(key + " '" + text + "' is neither true nor false");
        }
        return ValueText.toBool(text);
    }

    /** A number of seconds, which may have a fraction, or a duration such as {@code 200ms}. */
    public Duration duration(String key) {
        var text = text(key);
        try {
            var seconds = new BigDecimal(text);
            if (Math.abs((long) seconds.scale()) > MOST_DIGITS) {
                throw invalid(key + " '" + text + "' is no time that could be meant");
            }
            return Duration.ofNanos(
                    seconds.movePointRight(9).setScale(0, RoundingMode.HALF_UP).longValueExact());
        } catch (NumberFormatException | ArithmeticException _) {
            return durationWithUnit(key, text);
        }
    }

    /** A {@link #duration} from 1 ms to 10 minutes. */
    public Duration timeout(String key) {
        var timeout = duration(key);
        if (timeout.compareTo(SHORTEST_TIMEOUT) < 0 || timeout.compareTo(LONGEST_TIMEOUT) > 0) {
            throw invalid(key + " " + text(key) + " is not from 1ms to 600 seconds");
        }
        return timeout;
    }

    private Duration durationWithUnit(String key, String text) {
        try {
            return GoDuration.parse(text);
        } catch (EdgeException _) {
            throw invalid(key + " '" + text + "' is neither a number of seconds nor a duration such as 200ms");
        }
    }

    /** The value of the key as it is; refused where it is absent or null. */
    public Object required(String key) {
        var value = values.get(key);
        if (value == null) {
            throw invalid(key + " is missing");
        }
        return value;
    }

    /** The refusal that begins with the owner. */
    public EdgeException invalid(String message) {
        return new EdgeException(kind, owner + ": " + message);
    }

    private static int wholeNumber(String text) {
        return new BigDecimal(text).intValueExact();
    }
}
