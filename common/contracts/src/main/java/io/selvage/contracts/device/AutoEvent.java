package io.selvage.contracts.device;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.GoDuration;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A source that a device service reads by itself.
 *
 * @param interval a Go duration of 1 ms or more
 * @param onChange whether an event is sent only where a value changed
 * @param onChangeThreshold by how much a number must differ to count as changed
 * @param sourceName a resource or command of the profile, or a regular expression for resources
 */
public record AutoEvent(
        String interval,
        boolean onChange,
        double onChangeThreshold,
        String sourceName,
        @Nullable Retention retention) {

    public AutoEvent {
        Required.text(interval, "AutoEvent.Interval");
        Required.text(sourceName, "AutoEvent.SourceName");
        if (GoDuration.parseWithDays(interval).compareTo(Duration.ofMillis(1)) < 0) {
            throw Required.invalid("AutoEvent.Interval field must be 1ms or more, not '" + interval + "'");
        }
        if (onChangeThreshold < 0) {
            throw Required.invalid("AutoEvent.OnChangeThreshold field must not be negative");
        }
        retention = retention == null ? Retention.DEFAULT : retention;
    }
}
