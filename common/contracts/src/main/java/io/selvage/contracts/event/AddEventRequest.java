package io.selvage.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The request that carries an event, over REST and on the bus. */
@JsonInclude(Include.NON_NULL)
public record AddEventRequest(String apiVersion, @Nullable String requestId, Event event) {

    /** A request of the current version with a fresh id. */
    public static AddEventRequest of(Event event) {
        return new AddEventRequest(ApiVersion.V3, UUID.randomUUID().toString(), event);
    }

    /** Throws CONTRACT_INVALID if the request or its event may not be added. */
    public void validate() {
        Required.text(apiVersion, "AddEventRequest.ApiVersion");
        Required.uuidIfPresent(requestId, "AddEventRequest.RequestId");
        Required.value(event, "AddEventRequest.Event").validate();
    }
}
