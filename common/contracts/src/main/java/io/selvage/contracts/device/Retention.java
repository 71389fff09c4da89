package io.selvage.contracts.device;

import io.selvage.contracts.value.GoDuration;
import org.jspecify.annotations.Nullable;

/**
 * How long the events of an AutoEvent are kept; 0 and the empty text stand for core-data's default.
 *
 * @param duration a Go duration, days allowed; may be empty
 */
public record Retention(long maxCap, long minCap, @Nullable String duration) {

    public static final Retention DEFAULT = new Retention(0, 0, "");

    public Retention {
        duration = duration == null ? "" : duration;
        if (!duration.isEmpty()) {
            GoDuration.parseWithDays(duration);
        }
    }
}
