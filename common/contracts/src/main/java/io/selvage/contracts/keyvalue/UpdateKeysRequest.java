package io.selvage.contracts.keyvalue;

import io.selvage.contracts.error.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Asks to put a value under a key.
 *
 * @param apiVersion not looked at: Go clients send it empty
 * @param value any JSON but null and the empty object
 */
public record UpdateKeysRequest(
        @Nullable String apiVersion,
        @Nullable String requestId,
        @Nullable Object value) {

    public UpdateKeysRequest {
        Required.value(value, "UpdateKeysRequest.Value");
        if (value instanceof Map<?, ?> members && members.isEmpty()) {
            throw Required.invalid("UpdateKeysRequest.Value field should not be empty");
        }
    }

    /** A request to put the value. */
    public static UpdateKeysRequest of(Object value) {
        return new UpdateKeysRequest("", null, value);
    }

    /** The value, which is there. */
    public Object required() {
        return Required.value(value, "UpdateKeysRequest.Value");
    }
}
