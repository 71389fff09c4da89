package io.selvage.device.sdk.boot;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.inventory.KnownDevice;
import io.selvage.device.sdk.publish.BusLink;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings devices and profiles from core-metadata into the inventory. */
final class InventoryLoader {

    private static final Logger LOG = LoggerFactory.getLogger(InventoryLoader.class);
    private static final String AS_MANY_AS_ALLOWED = "-1";

    private final CoreMetadata metadata;
    private final Inventory inventory;
    private final WatcherLoader watchers;
    private final String service;

    InventoryLoader(CoreMetadata metadata, Inventory inventory, WatcherLoader watchers, BusLink link) {
        this.metadata = metadata;
        this.watchers = watchers;
        this.inventory = inventory;
        this.service = link.service();
    }

    /** Takes over all devices and provision watchers of this service and forgets those that are no more. */
    void load() {
        var before = inventory.all().stream().map(KnownDevice::name).collect(Collectors.toSet());
        var profiles = new HashMap<String, Optional<DeviceProfile>>();
        for (var device : devices()) {
            put(device, profiles);
            before.remove(device.name());
        }
        before.forEach(inventory::remove);
        watchers.load();
    }

    private List<Device> devices() {
        var devices = new ArrayList<Device>();
        while (true) {
            var page = metadata.devices().byService(service, String.valueOf(devices.size()), AS_MANY_AS_ALLOWED);
            devices.addAll(page.devices());
            if (page.devices().isEmpty() || devices.size() >= page.totalCount()) {
                return devices;
            }
        }
    }

    /** Takes over one device with its profile as it is now. */
    void put(Device device) {
        put(device, new HashMap<>());
    }

    private void put(Device device, Map<String, Optional<DeviceProfile>> known) {
        var name = device.profileName();
        if (name == null || name.isEmpty()) {
            inventory.put(device, null);
        } else {
            inventory.put(device, known.computeIfAbsent(name, this::profile).orElse(null));
        }
    }

    private Optional<DeviceProfile> profile(String name) {
        try {
            return Optional.of(metadata.profiles().byName(name).profile());
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.ENTITY_DOES_NOT_EXIST) {
                throw e;
            }
            LOG.warn("core-metadata has no profile {}: its devices take no commands", name);
            return Optional.empty();
        }
    }
}
