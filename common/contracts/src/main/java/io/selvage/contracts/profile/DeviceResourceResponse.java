package io.selvage.contracts.profile;

import io.selvage.contracts.common.ApiVersion;

/** One resource of a profile. */
public record DeviceResourceResponse(String apiVersion, int statusCode, DeviceResource resource) {

    /** The answer of status 200. */
    public static DeviceResourceResponse of(DeviceResource resource) {
        return new DeviceResourceResponse(ApiVersion.V3, 200, resource);
    }
}
