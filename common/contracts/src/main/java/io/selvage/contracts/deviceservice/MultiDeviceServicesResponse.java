package io.selvage.contracts.deviceservice;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of device services, oldest first, with the number of all that match. */
public record MultiDeviceServicesResponse(
        String apiVersion, int statusCode, long totalCount, List<DeviceService> services) {

    public MultiDeviceServicesResponse {
        services = Immutable.list(services);
    }

    /** The answer of status 200. */
    public static MultiDeviceServicesResponse of(long totalCount, List<DeviceService> services) {
        return new MultiDeviceServicesResponse(ApiVersion.V3, 200, totalCount, services);
    }
}
