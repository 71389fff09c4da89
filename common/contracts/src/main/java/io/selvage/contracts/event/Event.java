package io.selvage.contracts.event;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.annotation.JsonDeserialize;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What one source of one device gave at one time.
 *
 * @param id UUID, made by who publishes it; a second event of the same id is the same event
 * @param profileName may be empty
 * @param sourceName the resource or command that was read; may be empty
 * @param origin when it was read, ns since the epoch
 * @param extensions members that EdgeX does not know, kept while the event is on the bus
 */
@JsonSerialize(using = EventJson.EventWriter.class)
@JsonDeserialize(using = EventJson.EventReader.class)
public record Event(
        String apiVersion,
        String id,
        String deviceName,
        String profileName,
        String sourceName,
        long origin,
        List<Reading> readings,
        Map<String, @Nullable Object> tags,
        Map<String, @Nullable Object> extensions) {

    public Event {
        readings = Immutable.list(readings);
        tags = Immutable.map(tags);
        extensions = Immutable.map(extensions);
    }

    /** An event of the current version without tags. */
    public static Event of(
            String id, String deviceName, String profileName, String sourceName, List<Reading> readings) {
        return new Event(
                ApiVersion.V3,
                id,
                deviceName,
                profileName,
                sourceName,
                readings.getFirst().origin(),
                readings,
                Map.of(),
                Map.of());
    }

    /**
     * This event with what readings lack in the form of EdgeX's {@code EDGEX_OPTIMIZE_EVENT_PAYLOAD}: names, and a time, that
     * the event itself has.
     */
    public Event whole() {
        if (readings.stream().noneMatch(reading -> reading.deviceName().isEmpty())) {
            return this;
        }
        var whole = readings.stream()
                .map(reading -> reading.deviceName().isEmpty() ? whole(reading) : reading)
                .toList();
        return new Event(apiVersion, id, deviceName, profileName, sourceName, origin, whole, tags, extensions);
    }

    private Reading whole(Reading reading) {
        var isNamedBySource = reading.resourceName().isEmpty() && readings.size() == 1;
        return new Reading(
                reading.id(),
                reading.origin() == 0 ? origin : reading.origin(),
                deviceName,
                isNamedBySource ? sourceName : reading.resourceName(),
                reading.profileName() == null ? profileName : reading.profileName(),
                reading.valueType(),
                reading.units(),
                reading.tags(),
                reading.value(),
                reading.extensions());
    }

    /** Whether a reading carries bytes: such an event travels as CBOR. */
    public boolean hasBinary() {
        return readings.stream().anyMatch(reading -> reading.value() instanceof ReadingValue.Binary);
    }

    /** Throws CONTRACT_INVALID if the event may not be added: EdgeX's rules for {@code POST event}. */
    public void validate() {
        Required.text(apiVersion, "Event.ApiVersion");
        if (!Required.isUuid(id)) {
            throw Required.invalid("Event.Id field needs a uuid, not '" + id + "'");
        }
        Required.text(deviceName, "Event.DeviceName");
        if (origin == 0) {
            throw Required.invalid("Event.Origin field is required");
        }
        Required.some(readings, "Event.Readings").forEach(Reading::validate);
    }
}
