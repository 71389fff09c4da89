package io.selvage.contracts.registry;

import io.selvage.contracts.common.ApiVersion;

/** One registration. */
public record RegistrationResponse(String apiVersion, int statusCode, Registration registration) {

    /** The answer of status 200. */
    public static RegistrationResponse of(Registration registration) {
        return new RegistrationResponse(ApiVersion.V3, 200, registration);
    }
}
