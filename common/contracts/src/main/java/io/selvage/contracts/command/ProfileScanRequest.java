package io.selvage.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/**
 * Asks a device service to make the profile of a device.
 *
 * @param profileName of the new profile; absent or empty for a name made of the device's
 * @param options any JSON that the driver understands
 */
@JsonInclude(Include.NON_EMPTY)
public record ProfileScanRequest(
        String apiVersion,
        @Nullable String requestId,
        String deviceName,
        @Nullable String profileName,
        @Nullable Object options) {

    public ProfileScanRequest {
        Required.request(apiVersion, requestId, "ProfileScanRequest");
        Required.text(deviceName, "ProfileScanRequest.DeviceName");
    }
}
