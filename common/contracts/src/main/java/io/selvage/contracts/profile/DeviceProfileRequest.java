package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a profile, or to put it in the place of the one of its name. */
@JsonInclude(Include.NON_EMPTY)
public record DeviceProfileRequest(
        String apiVersion, @Nullable String requestId, DeviceProfile profile) {

    public DeviceProfileRequest {
        Required.request(apiVersion, requestId, "DeviceProfileRequest");
        Required.value(profile, "DeviceProfileRequest.Profile");
    }

    /** A request of the current version with a fresh id. */
    public static DeviceProfileRequest of(DeviceProfile profile) {
        return new DeviceProfileRequest(ApiVersion.V3, UUID.randomUUID().toString(), profile);
    }
}
