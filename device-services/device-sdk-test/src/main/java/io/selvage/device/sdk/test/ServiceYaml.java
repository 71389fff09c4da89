package io.selvage.device.sdk.test;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.watcher.ProvisionWatcher;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** What stands in the files of a device service, with what files may leave out. */
final class ServiceYaml {

    private ServiceYaml() {}

    /** A device of the service, unlocked and up unless it says otherwise. */
    static Device device(String yaml, String service) {
        return understood(yaml, service, Device.class);
    }

    /** A provision watcher of the service, unlocked unless it says otherwise. */
    static ProvisionWatcher watcher(String yaml, String service) {
        return understood(yaml, service, ProvisionWatcher.class);
    }

    private static <T> T understood(String yaml, String service, Class<T> type) {
        try {
            if (!(EdgeJson.yaml().readTree(yaml) instanceof ObjectNode node)) {
                throw new AssertionError("one " + type.getSimpleName() + " is needed, as {name: ...}:\n" + yaml);
            }
            node.put("serviceName", service);
            node.putIfAbsent("adminState", node.stringNode(AdminState.UNLOCKED.name()));
            if (type == Device.class) {
                node.putIfAbsent("operatingState", node.stringNode(OperatingState.UP.name()));
                node.withObjectProperty("protocols");
            }
            return EdgeJson.mapper().treeToValue(node, type);
        } catch (JacksonException | EdgeException e) {
            throw new AssertionError(
                    "the " + type.getSimpleName() + " is not understood: " + e.getMessage() + "\n" + yaml, e);
        }
    }
}
