package io.selvage.device.sdk.boot;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.MultiDevicesResponse;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.inventory.KnownDevice;
import io.selvage.device.sdk.publish.BusLink;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings devices and profiles from core-metadata into the inventory. */
final class InventoryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryLoader.class);
    private static final Paged<MultiDevicesResponse, Device> PAGED =
            new Paged<>(MultiDevicesResponse::totalCount, MultiDevicesResponse::devices);

    private final CoreMetadata metadata;
    private final Inventory inventory;
    private final WatcherLoader watchers;
    private final String service;
    private final Meanwhile meanwhile = new Meanwhile();

    InventoryLoader(CoreMetadata metadata, Inventory inventory, WatcherLoader watchers, BusLink link) {
        this.metadata = metadata;
        this.watchers = watchers;
        this.inventory = inventory;
        this.service = link.service();
    }

    /** Takes over all devices and provision watchers of this service and forgets those that are no more. */
    void load() {
        meanwhile.during(this::loadDevices);
        watchers.load();
    }

    private void loadDevices() {
        var gone = inventory.all().stream().map(KnownDevice::name).collect(Collectors.toSet());
        var profiles = new HashMap<String, Optional<DeviceProfile>>();
        for (var device : PAGED.all((offset, limit) -> metadata.devices().byService(service, offset, limit))) {
            gone.remove(device.name());
            var profile = profileOf(device, profiles);
            meanwhile.unlessTold(device.name(), () -> inventory.put(device, profile));
        }
        gone.stream().filter(this::isGone).forEach(name -> meanwhile.unlessTold(name, () -> inventory.remove(name)));
    }

    /** Whether a device that was on no page is none of this service: pages shift where others come and go meanwhile. */
    private boolean isGone(String name) {
        return CoreMetadata.found(() -> metadata.devices().byName(name).device())
                .filter(device -> device.serviceName().equals(service))
                .isEmpty();
    }

    /** Takes over one device of which core-metadata has told, with its profile as it is now. */
    void put(Device device) {
        var profile = profileOf(device, new HashMap<>());
        meanwhile.told(device.name(), () -> inventory.put(device, profile));
    }

    /** Forgets a device of which core-metadata has told that it is gone, or another service's. */
    void remove(String deviceName) {
        meanwhile.told(deviceName, () -> inventory.remove(deviceName));
    }

    private @Nullable DeviceProfile profileOf(Device device, Map<String, Optional<DeviceProfile>> known) {
        var name = device.profileName();
        return name == null || name.isEmpty()
                ? null
                : known.computeIfAbsent(name, this::profile).orElse(null);
    }

    private Optional<DeviceProfile> profile(String name) {
        var profile = CoreMetadata.found(() -> metadata.profiles().byName(name).profile());
        if (profile.isEmpty()) {
            LOG.warn("core-metadata has no profile {}: its devices take no commands", name);
        }
        return profile;
    }
}
