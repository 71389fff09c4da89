package io.selvage.contracts.common;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.EdgeException;
import org.jspecify.annotations.Nullable;

/** The answer that has nothing but its status, and every error. */
@JsonInclude(Include.NON_EMPTY)
public record BaseResponse(
        String apiVersion,
        @Nullable String requestId,
        @Nullable String message,
        int statusCode) implements ItemResponse {

    /** An answer of the given HTTP status without a message. */
    public static BaseResponse of(@Nullable String requestId, int statusCode) {
        return new BaseResponse(ApiVersion.V3, requestId, null, statusCode);
    }

    /** The answer for a failure: its kind's status and its message. */
    public static BaseResponse error(@Nullable String requestId, EdgeException failure) {
        return new BaseResponse(
                ApiVersion.V3, requestId, failure.text(), failure.kind().statusCode());
    }
}
