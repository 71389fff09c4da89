package io.selvage.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commands of a page of devices, with the number of all devices.
 *
 * @param requestId of the query over the bus; none over REST
 */
public record MultiDeviceCoreCommandsResponse(
        String apiVersion,
        @JsonInclude(Include.NON_EMPTY) @Nullable String requestId,
        int statusCode,
        long totalCount,
        List<DeviceCoreCommand> deviceCoreCommands) {

    public MultiDeviceCoreCommandsResponse {
        deviceCoreCommands = Immutable.list(deviceCoreCommands);
    }

    /** The answer of status 200. */
    public static MultiDeviceCoreCommandsResponse of(
            @Nullable String requestId, long totalCount, List<DeviceCoreCommand> deviceCoreCommands) {
        return new MultiDeviceCoreCommandsResponse(ApiVersion.V3, requestId, 200, totalCount, deviceCoreCommands);
    }
}
