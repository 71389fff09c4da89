package io.selvage.contracts.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import org.jspecify.annotations.Nullable;

/** The answer to a creation, with the id of what was created. */
@JsonInclude(Include.NON_EMPTY)
public record BaseWithIdResponse(
        String apiVersion,
        @Nullable String requestId,
        @Nullable String message,
        int statusCode,
        @JsonInclude(Include.ALWAYS) String id)
        implements ItemResponse {

    /** An answer of status 201 with the id. */
    public static BaseWithIdResponse created(@Nullable String requestId, String id) {
        return new BaseWithIdResponse(ApiVersion.V3, requestId, null, 201, id);
    }
}
