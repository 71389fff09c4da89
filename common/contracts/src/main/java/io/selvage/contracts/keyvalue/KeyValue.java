package io.selvage.contracts.keyvalue;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import com.fasterxml.jackson.annotation.JsonProperty;
import org.jspecify.annotations.Nullable;

/**
 * One key of core-keeper; on the bus the change of one.
 *
 * @param key levels joined by {@code /}: {@code edgex/v4/core-data/Writable/LogLevel}
 * @param created epoch milliseconds, 0 on the bus; in EdgeX's answers the word is capitalised
 * @param modified epoch milliseconds, 0 on the bus
 * @param value text in an answer, what was put in a change, absent in one that deletes
 */
public record KeyValue(
        String key,
        @JsonProperty("Created") long created,
        @JsonProperty("Modified") long modified,
        @JsonInclude(Include.NON_NULL) @Nullable Object value) {

    /** The message that tells of a change; {@code value} is null where the key is deleted. */
    public static KeyValue change(String key, @Nullable Object value) {
        return new KeyValue(key, 0, 0, value);
    }
}
