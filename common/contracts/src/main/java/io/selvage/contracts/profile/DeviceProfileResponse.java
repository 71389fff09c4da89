package io.selvage.contracts.profile;

import io.selvage.contracts.common.ApiVersion;

/** One profile. */
public record DeviceProfileResponse(String apiVersion, int statusCode, DeviceProfile profile) {

    /** The answer of status 200. */
    public static DeviceProfileResponse of(DeviceProfile profile) {
        return new DeviceProfileResponse(ApiVersion.V3, 200, profile);
    }
}
