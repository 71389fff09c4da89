package io.selvage.contracts.command;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** The commands of a page of devices, with the number of all devices. */
public record MultiDeviceCoreCommandsResponse(
        String apiVersion, int statusCode, long totalCount, List<DeviceCoreCommand> deviceCoreCommands) {

    public MultiDeviceCoreCommandsResponse {
        deviceCoreCommands = Immutable.list(deviceCoreCommands);
    }

    /** The answer of status 200. */
    public static MultiDeviceCoreCommandsResponse of(long totalCount, List<DeviceCoreCommand> deviceCoreCommands) {
        return new MultiDeviceCoreCommandsResponse(ApiVersion.V3, 200, totalCount, deviceCoreCommands);
    }
}
