package io.selvage.command;

import io.selvage.contracts.command.CoreCommand;
import io.selvage.contracts.command.CoreCommandParameter;
import io.selvage.contracts.command.DeviceCoreCommand;
import io.selvage.contracts.command.DeviceCoreCommandResponse;
import io.selvage.contracts.command.MultiDeviceCoreCommandsResponse;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ReadWrite;
import io.selvage.service.Page;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which commands devices have, by their profiles: what is not hidden, commands before resources. */
public final class CoreCommands {

    private final Metadata metadata;
    private final String url;

    CoreCommands(Metadata metadata, String url) {
        this.metadata = metadata;
        this.url = url;
    }

    /** The commands of the device; CONTRACT_INVALID where it has no profile. The request id is answered with them. */
    public DeviceCoreCommandResponse of(@Nullable String requestId, String deviceName) {
        var device = metadata.device(deviceName);
        var profileName = profileNameOf(device);
        if (profileName.isEmpty()) {
            throw Required.invalid("device " + deviceName + " has no profile, and so no commands");
        }
        return DeviceCoreCommandResponse.of(requestId, of(device, metadata.profile(profileName)));
    }

    /** The commands of a page of the devices. The request id is answered with them. */
    public MultiDeviceCoreCommandsResponse page(@Nullable String requestId, Page page) {
        var devices = metadata.devices(page);
        var profiles = new HashMap<String, DeviceProfile>();
        var commands = devices.devices().stream()
                .filter(device -> !profileNameOf(device).isEmpty())
                .map(device -> of(device, profiles.computeIfAbsent(profileNameOf(device), metadata::profile)))
                .toList();
        return MultiDeviceCoreCommandsResponse.of(requestId, devices.totalCount(), commands);
    }

    private DeviceCoreCommand of(Device device, DeviceProfile profile) {
        var commands = new ArrayList<CoreCommand>();
        var names = new HashSet<String>();
        for (var command : profile.deviceCommands()) {
            if (!command.isHidden() && names.add(command.name())) {
                commands.add(coreCommand(device, command.name(), command.readWrite(), parametersOf(command, profile)));
            }
        }
        for (var resource : profile.deviceResources()) {
            if (!resource.isHidden() && names.add(resource.name())) {
                var properties = resource.properties();
                commands.add(
                        coreCommand(device, resource.name(), properties.readWrite(), List.of(parameterOf(resource))));
            }
        }
        return new DeviceCoreCommand(device.name(), profile.name(), commands);
    }

    private CoreCommand coreCommand(
            Device device, String name, ReadWrite readWrite, List<CoreCommandParameter> parameters) {
        var path = "/api/v3/device/name/" + device.name() + "/" + name;
        return new CoreCommand(name, readWrite.canRead(), readWrite.canWrite(), path, url, parameters);
    }

    private static List<CoreCommandParameter> parametersOf(DeviceCommand command, DeviceProfile profile) {
        return command.resourceOperations().stream()
                .map(operation -> profile.resource(operation.deviceResource()).orElseThrow())
                .map(CoreCommands::parameterOf)
                .toList();
    }

    private static CoreCommandParameter parameterOf(DeviceResource resource) {
        return new CoreCommandParameter(resource.name(), resource.properties().valueType());
    }

    private static String profileNameOf(Device device) {
        var name = device.profileName();
        return name == null ? "" : name;
    }
}
