package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change a command of a profile. */
@JsonInclude(Include.NON_EMPTY)
public record UpdateDeviceCommandRequest(
        String apiVersion, @Nullable String requestId, String profileName, UpdateDeviceCommand deviceCommand) {

    public UpdateDeviceCommandRequest {
        Required.request(apiVersion, requestId, "UpdateDeviceCommandRequest");
        Required.text(profileName, "UpdateDeviceCommandRequest.ProfileName");
        Required.value(deviceCommand, "UpdateDeviceCommandRequest.DeviceCommand");
    }

    /** A request of the current version with a fresh id. */
    public static UpdateDeviceCommandRequest of(String profileName, UpdateDeviceCommand deviceCommand) {
        return new UpdateDeviceCommandRequest(ApiVersion.V3, UUID.randomUUID().toString(), profileName, deviceCommand);
    }
}
