package io.selvage.contracts.device;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of devices, oldest first, with the number of all that match. */
public record MultiDevicesResponse(String apiVersion, int statusCode, long totalCount, List<Device> devices) {

    public MultiDevicesResponse {
        devices = Immutable.list(devices);
    }

    /** The answer of status 200. */
    public static MultiDevicesResponse of(long totalCount, List<Device> devices) {
        return new MultiDevicesResponse(ApiVersion.V3, 200, totalCount, devices);
    }
}
