package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change what a profile says about itself. */
@JsonInclude(Include.NON_EMPTY)
public record DeviceProfileBasicInfoRequest(
        String apiVersion, @Nullable String requestId, UpdateDeviceProfileBasicInfo basicinfo) {

    public DeviceProfileBasicInfoRequest {
        Required.request(apiVersion, requestId, "DeviceProfileBasicInfoRequest");
        Required.value(basicinfo, "DeviceProfileBasicInfoRequest.Basicinfo");
    }

    /** A request of the current version with a fresh id. */
    public static DeviceProfileBasicInfoRequest of(UpdateDeviceProfileBasicInfo basicinfo) {
        return new DeviceProfileBasicInfoRequest(
                ApiVersion.V3, UUID.randomUUID().toString(), basicinfo);
    }
}
