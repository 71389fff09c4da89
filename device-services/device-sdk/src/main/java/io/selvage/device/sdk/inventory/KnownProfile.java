package io.selvage.device.sdk.inventory;

import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ResourceOperation;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A profile whose parts are found by name at once. */
public final class KnownProfile {

    private final DeviceProfile profile;
    private final Map<String, DeviceResource> resources = new LinkedHashMap<>();
    private final Map<String, DeviceCommand> commands = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> mappings = new HashMap<>();

    public KnownProfile(DeviceProfile profile) {
        this.profile = profile;
        profile.deviceResources().forEach(resource -> resources.putIfAbsent(resource.name(), resource));
        for (var command : profile.deviceCommands()) {
            commands.putIfAbsent(command.name(), command);
            command.resourceOperations().forEach(this::keepMappings);
        }
    }

    private void keepMappings(ResourceOperation operation) {
        if (!operation.mappings().isEmpty()) {
            mappings.putIfAbsent(operation.deviceResource(), operation.mappings());
        }
    }

    public DeviceProfile profile() {
        return profile;
    }

    public String name() {
        return profile.name();
    }

    public Optional<DeviceResource> resource(String name) {
        return Optional.ofNullable(resources.get(name));
    }

    public Optional<DeviceCommand> command(String name) {
        return Optional.ofNullable(commands.get(name));
    }

    /** The texts that stand for values of the resource: of the first command in the profile that has any for it. */
    public Map<String, String> mappings(String resourceName) {
        return mappings.getOrDefault(resourceName, Map.of());
    }
}
