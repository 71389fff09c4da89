package io.selvage.contracts.deviceservice;

import io.selvage.contracts.common.ApiVersion;

/** One device service. */
public record DeviceServiceResponse(String apiVersion, int statusCode, DeviceService service) {

    /** The answer of status 200. */
    public static DeviceServiceResponse of(DeviceService service) {
        return new DeviceServiceResponse(ApiVersion.V3, 200, service);
    }
}
