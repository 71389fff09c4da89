package io.selvage.contracts.command;

import io.selvage.contracts.common.ApiVersion;

/** The commands of one device. */
public record DeviceCoreCommandResponse(String apiVersion, int statusCode, DeviceCoreCommand deviceCoreCommand) {

    /** The answer of status 200. */
    public static DeviceCoreCommandResponse of(DeviceCoreCommand deviceCoreCommand) {
        return new DeviceCoreCommandResponse(ApiVersion.V3, 200, deviceCoreCommand);
    }
}
