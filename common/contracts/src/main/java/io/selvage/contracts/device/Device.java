package io.selvage.contracts.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A device as core-metadata keeps it and device services know it.
 *
 * @param created ms since the epoch; 0 before it is stored
 * @param modified ms since the epoch; 0 before it is stored
 * @param id UUID; absent before it is stored
 * @param parent name of another device, which need not exist
 * @param location any JSON
 * @param profileName may be empty: such a device takes no commands
 * @param protocols how to reach it: properties by protocol name
 * @param properties what its device service keeps about it
 */
@JsonInclude(Include.NON_EMPTY)
public record Device(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        @Nullable String id,
        String name,
        @Nullable String parent,
        @Nullable String description,
        AdminState adminState,
        OperatingState operatingState,
        List<String> labels,
        @Nullable Object location,
        String serviceName,
        @Nullable String profileName,
        List<AutoEvent> autoEvents,
        @JsonInclude(Include.ALWAYS) Map<String, Map<String, @Nullable Object>> protocols,
        Map<String, @Nullable Object> tags,
        @JsonInclude(Include.ALWAYS) Map<String, @Nullable Object> properties) {

    public Device {
        Required.uuidIfPresent(id, "Device.Id");
        Required.text(name, "Device.Name");
        Required.value(adminState, "Device.AdminState");
        Required.value(operatingState, "Device.OperatingState");
        Required.text(serviceName, "Device.ServiceName");
        protocols = protocolsOf(Required.value(protocols, "Device.Protocols"));
        profileName = profileName == null ? "" : profileName;
        labels = Immutable.list(labels);
        autoEvents = Immutable.list(autoEvents);
        tags = Immutable.map(tags);
        properties = Immutable.map(properties);
    }

    /** This device with what the store gives it. */
    public Device stored(String storedId, long createdAt, long modifiedAt) {
        return new Device(
                createdAt,
                modifiedAt,
                storedId,
                name,
                parent,
                description,
                adminState,
                operatingState,
                labels,
                location,
                serviceName,
                profileName,
                autoEvents,
                protocols,
                tags,
                properties);
    }

    /** This device with other AutoEvents. */
    public Device withAutoEvents(List<AutoEvent> events) {
        return new Device(
                created,
                modified,
                id,
                name,
                parent,
                description,
                adminState,
                operatingState,
                labels,
                location,
                serviceName,
                profileName,
                events,
                protocols,
                tags,
                properties);
    }

    /** A copy in which no protocol is null, which Go sends for a protocol without properties. */
    static Map<String, Map<String, @Nullable Object>> protocolsOf(
            Map<String, @Nullable Map<String, @Nullable Object>> given) {
        var copy = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        given.forEach((protocol, properties) -> copy.put(protocol, Immutable.map(properties)));
        return Collections.unmodifiableMap(copy);
    }
}
