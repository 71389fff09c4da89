package io.selvage.data.archive;

import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a reading is apart from its value and time. What is absent is empty. */
record Series(
        String device,
        String resource,
        String profile,
        ValueType type,
        String units,
        String mediaType,
        Map<String, @Nullable Object> tags) {

    static Series of(Reading reading) {
        return new Series(
                reading.deviceName(),
                reading.resourceName(),
                orEmpty(reading.profileName()),
                reading.valueType(),
                orEmpty(reading.units()),
                reading.value() instanceof ReadingValue.Binary binary ? orEmpty(binary.mediaType()) : "",
                reading.tags());
    }

    /** The same without what varies most: units, media type and tags. */
    Series bare() {
        return new Series(device, resource, profile, type, "", "", Map.of());
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }
}
