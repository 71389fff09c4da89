package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a kind of device can do. Its resources and commands fit each other: names are unique, each command names
 * resources that exist and that can be read or written as it says.
 *
 * @param created ms since the epoch; 0 before it is stored, and after it was replaced as a whole
 * @param modified ms since the epoch; 0 before it is stored
 * @param id UUID; absent before it is stored, and after it was replaced as a whole
 * @param linkedDeviceCount devices of this profile, where the answer counts them
 */
@JsonInclude(Include.NON_EMPTY)
public record DeviceProfile(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        @Nullable String id,
        String name,
        @Nullable String manufacturer,
        @Nullable String description,
        @Nullable String model,
        List<String> labels,
        long linkedDeviceCount,
        @JsonInclude(Include.ALWAYS) List<DeviceResource> deviceResources,
        @JsonInclude(Include.ALWAYS) List<DeviceCommand> deviceCommands,
        @Nullable String apiVersion) {

    public DeviceProfile {
        Required.uuidIfPresent(id, "DeviceProfile.Id");
        Required.text(name, "DeviceProfile.Name");
        labels = Immutable.list(labels);
        apiVersion = apiVersion == null || apiVersion.isEmpty() ? ApiVersion.V3 : apiVersion;
        deviceResources = Immutable.list(deviceResources);
        deviceCommands = Immutable.list(deviceCommands);
        ProfileChecks.check(deviceResources, deviceCommands);
    }

    /** This profile with the usual forms of its resources' value types. */
    public DeviceProfile normal() {
        return with(deviceResources.stream().map(DeviceResource::normal).toList(), deviceCommands);
    }

    /** This profile with what the store gives it. */
    public DeviceProfile stored(@Nullable String storedId, long createdAt, long modifiedAt) {
        return new DeviceProfile(
                createdAt,
                modifiedAt,
                storedId,
                name,
                manufacturer,
                description,
                model,
                labels,
                0,
                deviceResources,
                deviceCommands,
                apiVersion);
    }

    /** This profile, changed at that time, ms since the epoch. */
    public DeviceProfile modifiedAt(long modifiedMillis) {
        return stored(id, created, modifiedMillis);
    }

    /** This profile with the number of devices that have it. */
    public DeviceProfile withLinkedDeviceCount(long count) {
        return new DeviceProfile(
                created,
                modified,
                id,
                name,
                manufacturer,
                description,
                model,
                labels,
                count,
                deviceResources,
                deviceCommands,
                apiVersion);
    }

    /** This profile with other resources and commands; CONTRACT_INVALID where they do not fit each other. */
    public DeviceProfile with(List<DeviceResource> resources, List<DeviceCommand> commands) {
        return new DeviceProfile(
                created,
                modified,
                id,
                name,
                manufacturer,
                description,
                model,
                labels,
                linkedDeviceCount,
                resources,
                commands,
                apiVersion);
    }

    /** The resource of that name. */
    public Optional<DeviceResource> resource(String resourceName) {
        return deviceResources.stream()
                .filter(resource -> resource.name().equals(resourceName))
                .findFirst();
    }

    /** The command of that name. */
    public Optional<DeviceCommand> command(String commandName) {
        return deviceCommands.stream()
                .filter(command -> command.name().equals(commandName))
                .findFirst();
    }
}
