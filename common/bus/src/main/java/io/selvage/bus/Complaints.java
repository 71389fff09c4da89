package io.selvage.bus;

import java.time.Duration;
import org.slf4j.Logger;

/** Warnings of one sort that a flood of bad messages does not turn into a flood of lines. */
public final class Complaints {

    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private long quietUntil;
    private long suppressed;

    /** Warnings in that log. */
    public Complaints(Logger log) {
        this.log = log;
        this.quietUntil = System.nanoTime();
    }

    /** Warns, unless it has done so some seconds ago. */
    public synchronized void warn(String message) {
        var now = System.nanoTime();
        if (now < quietUntil) {
            suppressed++;
            return;
        }
        log.warn("{}{}", message, suppressed == 0 ? "" : " (and " + suppressed + " before it)");
        quietUntil = now + PAUSE;
        suppressed = 0;
    }
}
