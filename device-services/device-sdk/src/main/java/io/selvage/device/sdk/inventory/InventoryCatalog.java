package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.device.sdk.DeviceCatalog;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;

/** The inventory as drivers see it. It is looked up when asked: the inventory itself needs the driver. */
final class InventoryCatalog implements DeviceCatalog {

    private final Readiness readiness;
    private final ObjectProvider<Inventory> inventory;

    InventoryCatalog(Readiness readiness, ObjectProvider<Inventory> inventory) {
        this.readiness = readiness;
        this.inventory = inventory;
    }

    @Override
    public Optional<Device> device(String name) {
        return known(name).map(KnownDevice::device);
    }

    @Override
    public Optional<DeviceResource> resource(String deviceName, String resourceName) {
        return profile(deviceName).flatMap(profile -> profile.resource(resourceName));
    }

    @Override
    public Optional<DeviceCommand> command(String deviceName, String commandName) {
        return profile(deviceName).flatMap(profile -> profile.command(commandName));
    }

    private Optional<KnownProfile> profile(String deviceName) {
        return known(deviceName).flatMap(known -> Optional.ofNullable(known.profile()));
    }

    private Optional<KnownDevice> known(String deviceName) {
        readiness.require();
        return inventory.getObject().find(deviceName);
    }
}
