package io.selvage.contracts.deviceservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a device service. */
@JsonInclude(Include.NON_EMPTY)
public record AddDeviceServiceRequest(
        String apiVersion, @Nullable String requestId, DeviceService service) {

    public AddDeviceServiceRequest {
        Required.request(apiVersion, requestId, "AddDeviceServiceRequest");
        Required.value(service, "AddDeviceServiceRequest.Service");
    }

    /** A request of the current version with a fresh id. */
    public static AddDeviceServiceRequest of(DeviceService service) {
        return new AddDeviceServiceRequest(ApiVersion.V3, UUID.randomUUID().toString(), service);
    }
}
