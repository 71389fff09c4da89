package io.selvage.contracts.event;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.value.ValueText;
import io.selvage.contracts.value.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * One value of one resource.
 *
 * @param id UUID or absent; never stored
 * @param origin when it was read, ns since the epoch; 0 in aggregates, which have none
 * @param extensions members that EdgeX does not know, kept while the reading is on the bus
 */
@JsonSerialize(using = EventJson.ReadingWriter.class)
@JsonDeserialize(using = EventJson.ReadingReader.class)
public record Reading(
        @Nullable String id,
        long origin,
        String deviceName,
        String resourceName,
        @Nullable String profileName,
        ValueType valueType,
        @Nullable String units,
        Map<String, @Nullable Object> tags,
        ReadingValue value,
        Map<String, @Nullable Object> extensions) {

    public Reading {
        tags = Immutable.map(tags);
        extensions = Immutable.map(extensions);
    }

    /** A reading with nothing but what it must have. */
    public static Reading of(
            long origin, String deviceName, String resourceName, ValueType valueType, ReadingValue value) {
        return new Reading(null, origin, deviceName, resourceName, null, valueType, null, Map.of(), value, Map.of());
    }

    /** This reading with another value. */
    public Reading withValue(ReadingValue other) {
        return new Reading(
                id, origin, deviceName, resourceName, profileName, valueType, units, tags, other, extensions);
    }

    /** Throws CONTRACT_INVALID if the reading may not be added: EdgeX's rules for {@code POST event}. */
    public void validate() {
        Required.uuidIfPresent(id, "Reading.Id");
        Required.text(deviceName, "Reading.DeviceName");
        Required.text(resourceName, "Reading.ResourceName");
        if (origin == 0) {
            throw Required.invalid("Reading.Origin field of resource " + resourceName + " is required");
        }
        switch (value) {
            case ReadingValue.Simple(var text) -> ValueText.check(valueType, text, resourceName);
            case ReadingValue.Binary binary -> Required.text(binary.mediaType(), "Reading.MediaType");
            default -> {}
        }
    }
}
