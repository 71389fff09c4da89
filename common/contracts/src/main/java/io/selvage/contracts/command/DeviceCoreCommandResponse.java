package io.selvage.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import org.jspecify.annotations.Nullable;

/**
 * The commands of one device.
 *
 * @param requestId of the query over the bus; none over REST
 */
public record DeviceCoreCommandResponse(
        String apiVersion,
        @JsonInclude(Include.NON_EMPTY) @Nullable String requestId,
        int statusCode,
        DeviceCoreCommand deviceCoreCommand) {

    /** The answer of status 200. */
    public static DeviceCoreCommandResponse of(@Nullable String requestId, DeviceCoreCommand deviceCoreCommand) {
        return new DeviceCoreCommandResponse(ApiVersion.V3, requestId, 200, deviceCoreCommand);
    }
}
