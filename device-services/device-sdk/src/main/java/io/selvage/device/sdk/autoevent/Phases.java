package io.selvage.device.sdk.autoevent;

import java.util.HashMap;
import java.util.Map;

/**
 * When AutoEvents begin. A thousand of one rate that come at once, as they do when a service starts, would ask and publish
 * at once for ever: each begins a millisecond after the one before, unless the interval is over by then.
 */
final class Phases {

    private static final long STEP = 1_000_000;

    private final Map<Long, Long> newestByInterval = new HashMap<>();

    /** When one with the interval has its first run: an interval after now, or a little later. */
    long first(long now, long interval) {
        var earliest = now + interval;
        var newest = newestByInterval.getOrDefault(interval, earliest - STEP);
        var later = newest + STEP - earliest;
        var first = later > 0 && later < interval ? earliest + later : earliest;
        newestByInterval.put(interval, first);
        return first;
    }
}
