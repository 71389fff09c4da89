package io.selvage.contracts.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/** Asks to add a registration or to put it in the place of one. */
@JsonInclude(Include.NON_EMPTY)
public record AddRegistrationRequest(
        String apiVersion, @Nullable String requestId, Registration registration) {

    public AddRegistrationRequest {
        Required.request(apiVersion, requestId, "AddRegistrationRequest");
        Required.value(registration, "AddRegistrationRequest.Registration");
    }

    /** A request of the current version. */
    public static AddRegistrationRequest of(Registration registration) {
        return new AddRegistrationRequest(ApiVersion.V3, null, registration);
    }
}
