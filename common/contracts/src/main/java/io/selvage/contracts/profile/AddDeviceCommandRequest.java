package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a command to a profile. */
@JsonInclude(Include.NON_EMPTY)
public record AddDeviceCommandRequest(
        String apiVersion, @Nullable String requestId, String profileName, DeviceCommand deviceCommand) {

    public AddDeviceCommandRequest {
        Required.request(apiVersion, requestId, "AddDeviceCommandRequest");
        Required.text(profileName, "AddDeviceCommandRequest.ProfileName");
        Required.value(deviceCommand, "AddDeviceCommandRequest.DeviceCommand");
    }

    /** A request of the current version with a fresh id. */
    public static AddDeviceCommandRequest of(String profileName, DeviceCommand deviceCommand) {
        return new AddDeviceCommandRequest(ApiVersion.V3, UUID.randomUUID().toString(), profileName, deviceCommand);
    }
}
