package io.selvage.contracts.value;

import io.selvage.contracts.error.Required;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.regex.Pattern;

/** Durations as Go writes them: {@code 100ms}, {@code 1h30m}, {@code 1.5s}. */
public final class GoDuration {

    private static final Pattern PART = Pattern.compile("([0-9]+\\.?[0-9]*|\\.[0-9]+)(ns|us|µs|μs|ms|s|m|h|d)");

    private GoDuration() {}

    /** The duration that Go's time.ParseDuration reads from the text; CONTRACT_INVALID where it reads none. */
    public static Duration parse(String text) {
        return parse(text, false);
    }

    /** As {@link #parse(String)}, and days with the unit {@code d} as EdgeX's DTO checks allow. */
    public static Duration parseWithDays(String text) {
        return parse(text, true);
    }

    private static Duration parse(String text, boolean days) {
        var negative = text.startsWith("-");
        var rest = negative || text.startsWith("+") ? text.substring(1) : text;
        if (rest.equals("0")) {
            return Duration.ZERO;
        }
        var part = PART.matcher(rest);
        var nanos = BigDecimal.ZERO;
        var end = 0;
        while (end < rest.length() && part.find(end) && part.start() == end) {
            if (part.group(2).equals("d") && !days) {
                break;
            }
            nanos = nanos.add(new BigDecimal(part.group(1)).multiply(BigDecimal.valueOf(nanosOf(part.group(2)))));
            end = part.end();
        }
        var value = (negative ? nanos.negate() : nanos)
                .setScale(0, RoundingMode.DOWN)
                .unscaledValue();
        if (rest.isEmpty() || end < rest.length() || value.bitLength() > 63) {
            throw Required.invalid("'" + text + "' is no duration such as 100ms or 1h30m");
        }
        return Duration.ofNanos(value.longValue());
    }

    private static long nanosOf(String unit) {
        return switch (unit) {
            case "ns" -> 1L;
            case "us", "µs", "μs" -> 1_000L;
            case "ms" -> 1_000_000L;
            case "s" -> 1_000_000_000L;
            case "m" -> 60_000_000_000L;
            case "h" -> 3_600_000_000_000L;
            default -> 86_400_000_000_000L;
        };
    }
}
