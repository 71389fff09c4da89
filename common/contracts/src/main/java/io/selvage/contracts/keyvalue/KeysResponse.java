package io.selvage.contracts.keyvalue;

import io.selvage.contracts.common.ApiVersion;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Keys: those that were asked for, written or deleted. */
@JsonDeserialize
public record KeysResponse(String apiVersion, int statusCode, List<String> response) implements KeyValueAnswer {

    public KeysResponse {
        response = List.copyOf(response);
    }

    /** The answer of status 200. */
    public static KeysResponse of(List<String> keys) {
        return new KeysResponse(ApiVersion.V3, 200, keys);
    }
}
