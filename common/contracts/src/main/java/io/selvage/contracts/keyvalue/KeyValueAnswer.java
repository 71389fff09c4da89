package io.selvage.contracts.keyvalue;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.annotation.JsonDeserialize;

/** What a query for keys is answered with: keys alone where {@code keyOnly} was asked for, else with their values. */
@JsonDeserialize(using = KeyValueAnswer.ByItems.class)
public sealed interface KeyValueAnswer permits KeysResponse, KeyValuesResponse {

    /** Tells the two apart by their items. */
    final class ByItems extends ValueDeserializer<KeyValueAnswer> {

        @Override
        public KeyValueAnswer deserialize(JsonParser json, DeserializationContext context) {
            JsonNode answer = context.readTree(json);
            var type = answer.path("response").path(0).isObject() ? KeyValuesResponse.class : KeysResponse.class;
            return context.readTreeAsValue(answer, type);
        }
    }
}
