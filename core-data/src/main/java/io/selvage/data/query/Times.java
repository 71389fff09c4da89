package io.selvage.data.query;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.data.archive.Selection;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** Times in paths, in ns. */
public final class Times {

    private static final String NO_INTERVAL = "interval '%s' is no duration above zero in ISO-8601, such as PT1M";

    private Times() {}

    /** Of the selection, what is from the one time to the other; CONTRACT_INVALID where these are no range of time. */
    public static Selection between(Selection selection, String start, String end) {
        var first = time("start", start);
        var last = time("end", end);
        if (first > last) {
            throw Required.invalid("end " + end + " must not be before start " + start);
        }
        return selection.between(first, last);
    }

    /** The number of ns; CONTRACT_INVALID where it is none. */
    public static long nanos(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw Required.invalid(name + " '" + text + "' is no integer");
        }
    }

    /** The ns of a duration in ISO-8601; 0 of an empty text; CONTRACT_INVALID where it is none, or not above zero. */
    public static long interval(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            var nanos = Duration.parse(text).toNanos();
            if (nanos > 0) {
                return nanos;
            }
        } catch (DateTimeParseException | ArithmeticException e) {
            throw new EdgeException(ErrorKind.CONTRACT_INVALID, NO_INTERVAL.formatted(text), e);
        }
        throw Required.invalid(NO_INTERVAL.formatted(text));
    }

    private static long time(String name, String text) {
        var time = nanos(name, text);
        if (time < 0) {
            throw Required.invalid(name + " " + text + " must not be negative");
        }
        return time;
    }
}
