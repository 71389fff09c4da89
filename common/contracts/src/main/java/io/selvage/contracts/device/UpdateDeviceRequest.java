package io.selvage.contracts.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change a device. */
@JsonInclude(Include.NON_EMPTY)
public record UpdateDeviceRequest(
        String apiVersion, @Nullable String requestId, UpdateDevice device) {

    public UpdateDeviceRequest {
        Required.request(apiVersion, requestId, "UpdateDeviceRequest");
        Required.value(device, "UpdateDeviceRequest.Device");
    }

    /** A request of the current version with a fresh id. */
    public static UpdateDeviceRequest of(UpdateDevice device) {
        return new UpdateDeviceRequest(ApiVersion.V3, UUID.randomUUID().toString(), device);
    }
}
