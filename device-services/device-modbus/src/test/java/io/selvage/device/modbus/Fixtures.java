package io.selvage.device.modbus;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ReadWrite;
import io.selvage.contracts.profile.ResourceProperties;
import io.selvage.contracts.value.ValueType;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Devices, resources and places as the tests need them. */
final class Fixtures {

    private Fixtures() {}

    static Device device(String name, Map<String, @Nullable Object> modbusTcp) {
        return deviceWith(name, Map.of("modbus-tcp", modbusTcp));
    }

    static Device deviceWith(String name, Map<String, Map<String, @Nullable Object>> protocols) {
        return new Device(
                0,
                0,
                null,
                name,
                null,
                null,
                AdminState.UNLOCKED,
                OperatingState.UP,
                List.of(),
                null,
                "device-modbus",
                "profile",
                List.of(),
                protocols,
                Map.of(),
                Map.of());
    }

    static Device device(int port, int unit, String timeout) {
        return device(
                "device-" + port + "-" + unit,
                Map.of("Address", "127.0.0.1", "Port", port, "UnitID", unit, "Timeout", timeout, "IdleTimeout", "60"));
    }

    static DeviceResource resource(ValueType type, Map<String, @Nullable Object> attributes) {
        var properties = new ResourceProperties(
                type.text(), ReadWrite.RW, null, null, null, null, null, null, null, null, null, null, null, Map.of());
        return new DeviceResource(null, "R", false, properties, attributes, Map.of());
    }

    static DeviceResource resource(ValueType type, PrimaryTable table, Object startingAddress) {
        return resource(type, Map.of("primaryTable", table.name(), "startingAddress", startingAddress));
    }

    static Place place(ValueType type, Map<String, @Nullable Object> attributes) {
        return Place.of(resource(type, attributes), attributes);
    }

    static Place place(ValueType type, PrimaryTable table, Object startingAddress) {
        return place(type, Map.of("primaryTable", table.name(), "startingAddress", startingAddress));
    }
}
