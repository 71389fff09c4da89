package io.selvage.contracts.device;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall change in the device of that id or name. Null leaves a value as it is; a list or map replaces the whole
 * list or map.
 */
@JsonInclude(Include.NON_NULL)
public record UpdateDevice(
        @Nullable String id,
        @Nullable String name,
        @Nullable String parent,
        @Nullable String description,
        @Nullable AdminState adminState,
        @Nullable OperatingState operatingState,
        @Nullable List<String> labels,
        @Nullable Object location,
        @Nullable String serviceName,
        @Nullable String profileName,
        @Nullable List<AutoEvent> autoEvents,
        @Nullable Map<String, Map<String, @Nullable Object>> protocols,
        @Nullable Map<String, @Nullable Object> tags,
        @Nullable Map<String, @Nullable Object> properties) {

    public UpdateDevice {
        Required.idOrName(id, name, "Device");
        Required.textIfPresent(serviceName, "Device.ServiceName");
        labels = labels == null ? null : Immutable.list(labels);
        autoEvents = autoEvents == null ? null : Immutable.list(autoEvents);
        protocols = protocols == null ? null : Device.protocolsOf(protocols);
        tags = tags == null ? null : Immutable.map(tags);
        properties = properties == null ? null : Immutable.map(properties);
    }

    /** A change of the operating state alone. */
    public static UpdateDevice operatingState(String name, OperatingState state) {
        return new UpdateDevice(null, name, null, null, null, state, null, null, null, null, null, null, null, null);
    }

    /** A change of the profile alone. */
    public static UpdateDevice profileName(String name, String profile) {
        return new UpdateDevice(null, name, null, null, null, null, null, null, null, profile, null, null, null, null);
    }

    /** A change to all that the device says, but not to its states. */
    public static UpdateDevice ofAllButStates(Device device) {
        return new UpdateDevice(
                null,
                device.name(),
                device.parent(),
                device.description(),
                null,
                null,
                device.labels(),
                device.location(),
                device.serviceName(),
                device.profileName(),
                device.autoEvents(),
                device.protocols(),
                device.tags(),
                device.properties());
    }

    /** The device with these changes. */
    public Device appliedTo(Device device) {
        return new Device(
                device.created(),
                device.modified(),
                device.id(),
                device.name(),
                parent == null ? device.parent() : parent,
                description == null ? device.description() : description,
                adminState == null ? device.adminState() : adminState,
                operatingState == null ? device.operatingState() : operatingState,
                labels == null ? device.labels() : labels,
                location == null ? device.location() : location,
                serviceName == null ? device.serviceName() : serviceName,
                profileName == null ? device.profileName() : profileName,
                autoEvents == null ? device.autoEvents() : autoEvents,
                protocols == null ? device.protocols() : protocols,
                tags == null ? device.tags() : tags,
                properties == null ? device.properties() : properties);
    }
}
