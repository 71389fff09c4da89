package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks to merge tags into resources and commands of a profile; names that it does not have are passed over. */
@JsonInclude(Include.NON_EMPTY)
public record DeviceProfileTagsRequest(
        String apiVersion,
        @Nullable String requestId,
        List<UpdateTags> deviceResources,
        List<UpdateTags> deviceCommands) {

    public DeviceProfileTagsRequest {
        Required.request(apiVersion, requestId, "DeviceProfileTagsRequest");
        deviceResources = Immutable.list(deviceResources);
        deviceCommands = Immutable.list(deviceCommands);
    }
}
