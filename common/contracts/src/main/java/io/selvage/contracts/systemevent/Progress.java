package io.selvage.contracts.systemevent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/**
 * How far a device service's search for devices or scan of a profile is: the details of its system events.
 *
 * @param progress 0 at the start, 100 when it is done, -1 when it has failed
 * @param message why it failed, or what the driver tells
 * @param discoveredDeviceCount devices found; 0 for scans
 */
@JsonInclude(Include.NON_EMPTY)
public record Progress(
        String requestId,
        @JsonInclude(Include.ALWAYS) int progress,
        @Nullable String message,
        @JsonInclude(Include.NON_DEFAULT) int discoveredDeviceCount) {

    public static final int STARTED = 0;
    public static final int DONE = 100;
    public static final int FAILED = -1;
}
