package io.selvage.contracts.profile;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.ValueType;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** Whether the resources and commands of a profile fit each other. Each check throws CONTRACT_INVALID. */
final class ProfileChecks {

    private ProfileChecks() {}

    static void check(List<DeviceResource> resources, List<DeviceCommand> commands) {
        var byName = new HashMap<String, DeviceResource>(resources.size() * 2);
        for (var resource : resources) {
            if (byName.put(resource.name(), resource) != null) {
                throw Required.invalid("device resource " + resource.name() + " is duplicated");
            }
            checkBinary(resource);
        }
        var names = new HashSet<String>();
        for (var command : commands) {
            if (!names.add(command.name())) {
                throw Required.invalid("device command " + command.name() + " is duplicated");
            }
            command.resourceOperations().forEach(operation -> checkOperation(command, operation, byName));
        }
    }

    private static void checkBinary(DeviceResource resource) {
        var properties = resource.properties();
        if (properties.valueType() == ValueType.BINARY && properties.readWrite().canWrite()) {
            throw Required.invalid("device resource " + resource.name() + " is Binary, which can only be read");
        }
    }

    private static void checkOperation(
            DeviceCommand command, ResourceOperation operation, Map<String, DeviceResource> resources) {
        var resource = resources.get(operation.deviceResource());
        if (resource == null) {
            throw Required.invalid("device command " + command.name() + " names resource " + operation.deviceResource()
                    + ", which the profile does not have");
        }
        var allowed = resource.properties().readWrite();
        if (allowed != command.readWrite() && !(allowed.canRead() && allowed.canWrite())) {
            throw Required.invalid("device command " + command.name() + " is " + command.readWrite()
                    + ", but its resource " + resource.name() + " is " + allowed);
        }
    }
}
