package io.selvage.contracts.registry;

import io.selvage.contracts.common.ApiVersion;

/** The answer to a new registration. */
public record RegisteredResponse(String apiVersion, int statusCode, String serviceName) {

    /** The answer of status 201. */
    public static RegisteredResponse of(String serviceId) {
        return new RegisteredResponse(ApiVersion.V3, 201, serviceId);
    }
}
