package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a resource to a profile. */
@JsonInclude(Include.NON_EMPTY)
public record AddDeviceResourceRequest(
        String apiVersion, @Nullable String requestId, String profileName, DeviceResource resource) {

    public AddDeviceResourceRequest {
        Required.request(apiVersion, requestId, "AddDeviceResourceRequest");
        Required.text(profileName, "AddDeviceResourceRequest.ProfileName");
        Required.value(resource, "AddDeviceResourceRequest.Resource");
    }

    /** A request of the current version with a fresh id. */
    public static AddDeviceResourceRequest of(String profileName, DeviceResource resource) {
        return new AddDeviceResourceRequest(ApiVersion.V3, UUID.randomUUID().toString(), profileName, resource);
    }
}
