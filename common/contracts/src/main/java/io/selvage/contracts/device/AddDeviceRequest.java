package io.selvage.contracts.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a device; on the bus also whether a device service accepts one. */
@JsonInclude(Include.NON_EMPTY)
public record AddDeviceRequest(String apiVersion, @Nullable String requestId, Device device) {

    public AddDeviceRequest {
        Required.request(apiVersion, requestId, "AddDeviceRequest");
        Required.value(device, "AddDeviceRequest.Device");
    }

    /** A request of the current version with a fresh id. */
    public static AddDeviceRequest of(Device device) {
        return new AddDeviceRequest(ApiVersion.V3, UUID.randomUUID().toString(), device);
    }
}
