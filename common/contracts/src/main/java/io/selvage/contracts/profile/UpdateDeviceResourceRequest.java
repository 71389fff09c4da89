package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change a resource of a profile. */
@JsonInclude(Include.NON_EMPTY)
public record UpdateDeviceResourceRequest(
        String apiVersion, @Nullable String requestId, String profileName, UpdateDeviceResource resource) {

    public UpdateDeviceResourceRequest {
        Required.request(apiVersion, requestId, "UpdateDeviceResourceRequest");
        Required.text(profileName, "UpdateDeviceResourceRequest.ProfileName");
        Required.value(resource, "UpdateDeviceResourceRequest.Resource");
    }

    /** A request of the current version with a fresh id. */
    public static UpdateDeviceResourceRequest of(String profileName, UpdateDeviceResource resource) {
        return new UpdateDeviceResourceRequest(ApiVersion.V3, UUID.randomUUID().toString(), profileName, resource);
    }
}
