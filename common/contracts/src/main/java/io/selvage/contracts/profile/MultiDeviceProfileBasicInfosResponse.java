package io.selvage.contracts.profile;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of profiles without their resources and commands, oldest first, with the number of all that match. */
public record MultiDeviceProfileBasicInfosResponse(
        String apiVersion, int statusCode, long totalCount, List<DeviceProfileBasicInfo> profiles) {

    public MultiDeviceProfileBasicInfosResponse {
        profiles = Immutable.list(profiles);
    }

    /** The answer of status 200. */
    public static MultiDeviceProfileBasicInfosResponse of(long totalCount, List<DeviceProfileBasicInfo> profiles) {
        return new MultiDeviceProfileBasicInfosResponse(ApiVersion.V3, 200, totalCount, profiles);
    }
}
