package io.selvage.contracts.keyvalue;

import io.selvage.contracts.common.ApiVersion;
import java.util.List;
import tools.jackson.databind.annotation.JsonDeserialize;

/** Keys with their values, ordered by key. */
@JsonDeserialize
public record KeyValuesResponse(String apiVersion, int statusCode, List<KeyValue> response) implements KeyValueAnswer {

    public KeyValuesResponse {
        response = List.copyOf(response);
    }

    /** The answer of status 200. */
    public static KeyValuesResponse of(List<KeyValue> found) {
        return new KeyValuesResponse(ApiVersion.V3, 200, found);
    }
}
