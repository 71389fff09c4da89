package io.selvage.contracts.device;

import io.selvage.contracts.common.ApiVersion;

/** One device. */
public record DeviceResponse(String apiVersion, int statusCode, Device device) {

    /** The answer of status 200. */
    public static DeviceResponse of(Device device) {
        return new DeviceResponse(ApiVersion.V3, 200, device);
    }
}
