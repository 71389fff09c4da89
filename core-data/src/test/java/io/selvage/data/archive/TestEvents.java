package io.selvage.data.archive;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.value.ValueType;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Events for tests. */
public final class TestEvents {

    private TestEvents() {}

    /** An event with one Int32 reading of resource {@code level}. */
    public static Event level(String device, long origin, int value) {
        return event(device, "level", origin, reading(device, "level", ValueType.INT32, origin, String.valueOf(value)));
    }

    /** An event with a fresh id of profile {@code tank}. */
    public static Event event(String device, String source, long origin, Reading... readings) {
        return new Event(
                ApiVersion.V3,
                UUID.randomUUID().toString(),
                device,
                "tank",
                source,
                origin,
                List.of(readings),
                Map.of(),
                Map.of());
    }

    /** A reading with the text of a value. */
    public static Reading reading(String device, String resource, ValueType type, long origin, String text) {
        return new Reading(
                null, origin, device, resource, "tank", type, null, Map.of(), new ReadingValue.Simple(text), Map.of());
    }

    /** An event with one Binary reading of three bytes. */
    public static Event bytes(String device) {
        var value = new ReadingValue.Binary(new byte[] {1, 2, 3}, "image/png");
        return event(
                device,
                "level",
                5,
                new Reading(null, 5, device, "level", "tank", ValueType.BINARY, null, Map.of(), value, Map.of()));
    }
}
