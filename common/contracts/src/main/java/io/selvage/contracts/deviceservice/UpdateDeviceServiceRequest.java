package io.selvage.contracts.deviceservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change a device service. */
@JsonInclude(Include.NON_EMPTY)
public record UpdateDeviceServiceRequest(
        String apiVersion, @Nullable String requestId, UpdateDeviceService service) {

    public UpdateDeviceServiceRequest {
        Required.request(apiVersion, requestId, "UpdateDeviceServiceRequest");
        Required.value(service, "UpdateDeviceServiceRequest.Service");
    }

    /** A request of the current version with a fresh id. */
    public static UpdateDeviceServiceRequest of(UpdateDeviceService service) {
        return new UpdateDeviceServiceRequest(ApiVersion.V3, UUID.randomUUID().toString(), service);
    }
}
