package io.selvage.contracts.profile;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of profiles, oldest first, with the number of all that match. */
public record MultiDeviceProfilesResponse(
        String apiVersion, int statusCode, long totalCount, List<DeviceProfile> profiles) {

    public MultiDeviceProfilesResponse {
        profiles = Immutable.list(profiles);
    }

    /** The answer of status 200. */
    public static MultiDeviceProfilesResponse of(long totalCount, List<DeviceProfile> profiles) {
        return new MultiDeviceProfilesResponse(ApiVersion.V3, 200, totalCount, profiles);
    }
}
