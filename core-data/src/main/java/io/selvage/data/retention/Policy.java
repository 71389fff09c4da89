package io.selvage.data.retention;

import io.selvage.contracts.device.Retention;
import io.selvage.contracts.value.GoDuration;
import io.selvage.data.DataConfig;
import java.time.Duration;
import java.util.Objects;

/**
 * How long the events of a source are kept.
 *
 * @param maxCap with fewer events nothing goes; 0 or less to look whatever their number
 * @param minCap so many of those that may go are kept, the newest; 0 or less for none
 * @param duration younger events stay; zero where only their number counts
 */
record Policy(long maxCap, long minCap, Duration duration) {

    /** The policy of sources that have none of their own; CONTRACT_INVALID where the duration is none. */
    static Policy of(DataConfig.Retention defaults) {
        return new Policy(
                defaults.defaultMaxCap(),
                defaults.defaultMinCap(),
                GoDuration.parseWithDays(defaults.defaultDuration()));
    }

    /** This one, but for what the AutoEvent says itself. */
    Policy with(Retention own) {
        var text = Objects.requireNonNullElse(own.duration(), "");
        return new Policy(
                own.maxCap() == 0 ? maxCap : own.maxCap(),
                own.minCap() == 0 ? minCap : own.minCap(),
                text.isEmpty() ? duration : GoDuration.parseWithDays(text));
    }
}
