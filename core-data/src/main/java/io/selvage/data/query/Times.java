package io.selvage.data.query;

import io.selvage.contracts.error.Required;
import io.selvage.data.archive.Selection;

/** Times in paths, in ns. */
public final class Times {

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

    private static long time(String name, String text) {
        var time = nanos(name, text);
        if (time < 0) {
            throw Required.invalid(name + " " + text + " must not be negative");
        }
        return time;
    }
}
