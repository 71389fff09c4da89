package io.selvage.contracts.event;

import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reading carries; on the wire the member that is present decides. */
public sealed interface ReadingValue {

    /** The text of a scalar or an array, in {@code value}. */
    record Simple(String text) implements ReadingValue {}

    /** A number or a list of numbers, as JSON in {@code value}: the answer form of {@code numeric=true}. */
    record Numeric(Object number) implements ReadingValue {}

    /** Bytes, in {@code binaryValue}: base64 in JSON, a byte string in CBOR. */
    @SuppressWarnings("ArrayRecordComponent") // one copy less on the way of a large reading; nobody writes to it
    record Binary(byte[] bytes, @Nullable String mediaType) implements ReadingValue {}

    /** Any JSON, in {@code objectValue}: maps, lists, strings, numbers, booleans. */
    record Structured(Object json) implements ReadingValue {

        public Structured {
            if (json instanceof Map<?, ?> || json instanceof List<?>) {
                json = Immutable.map(Map.of("json", json)).get("json");
            }
        }
    }

    /** A device that had no value; {@code value}, {@code binaryValue} and {@code objectValue} are all null. */
    record Null() implements ReadingValue {}
}
