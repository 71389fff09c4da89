package io.selvage.device.sdk.publish;

import java.nio.file.Path;
import java.time.Duration;

/**
 * When events go to disk, where, and how many.
 *
 * @param directory of one service alone
 * @param maxBytes of all files; 0 where nothing goes to disk and events wait in memory
 * @param after how long an event may be unacknowledged in memory
 */
public record SpoolLimits(Path directory, long maxBytes, Duration after) {

    /** Limits by which nothing goes to disk. */
    public static SpoolLimits none() {
        return new SpoolLimits(Path.of(""), 0, Duration.ZERO);
    }
}
