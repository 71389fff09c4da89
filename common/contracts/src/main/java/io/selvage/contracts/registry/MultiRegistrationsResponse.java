package io.selvage.contracts.registry;

import io.selvage.contracts.common.ApiVersion;
import java.util.List;

/** All registrations, oldest first. */
public record MultiRegistrationsResponse(
        String apiVersion, int statusCode, long totalCount, List<Registration> registrations) {

    public MultiRegistrationsResponse {
        registrations = List.copyOf(registrations);
    }

    /** The answer of status 200. */
    public static MultiRegistrationsResponse of(List<Registration> registrations) {
        return new MultiRegistrationsResponse(ApiVersion.V3, 200, registrations.size(), registrations);
    }
}
