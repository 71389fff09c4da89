package io.selvage.device.sdk.test;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.node.ObjectNode;

/** Devices as they stand in device files. */
final class DeviceYaml {

    private DeviceYaml() {}

    /** The device of the service, with what files may leave out. */
    static Device device(String yaml, String service) {
        try {
            if (!(EdgeJson.yaml().readTree(yaml) instanceof ObjectNode node)) {
                throw new AssertionError(
                        "one device is needed, as {name: ..., profileName: ..., protocols: ...}:\n" + yaml);
            }
            node.put("serviceName", service);
            node.putIfAbsent("adminState", node.stringNode(AdminState.UNLOCKED.name()));
            node.putIfAbsent("operatingState", node.stringNode(OperatingState.UP.name()));
            node.withObjectProperty("protocols");
            return EdgeJson.mapper().treeToValue(node, Device.class);
        } catch (JacksonException | EdgeException e) {
            throw new AssertionError("the device is not understood: " + e.getMessage() + "\n" + yaml, e);
        }
    }
}
