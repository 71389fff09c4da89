package io.selvage.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import org.jspecify.annotations.Nullable;

/** The answer with one event: a query by id, or a read command. */
@JsonInclude(Include.NON_EMPTY)
public record EventResponse(
        String apiVersion,
        @Nullable String requestId,
        @Nullable String message,
        int statusCode,
        Event event) {

    public static EventResponse of(Event event) {
        return new EventResponse(ApiVersion.V3, null, null, 200, event);
    }
}
