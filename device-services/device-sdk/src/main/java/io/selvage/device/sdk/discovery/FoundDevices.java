package io.selvage.device.sdk.discovery;

import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.FoundDevice;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.BusLink;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds what a search found to core-metadata, as the first provision watcher wants that lets it in. */
final class FoundDevices {

    private static final Logger LOG = LoggerFactory.getLogger(FoundDevices.class);
    private static final int CONFLICT = 409;

    private final Watchers watchers;
    private final Inventory inventory;
    private final CoreMetadata metadata;
    private final BusLink link;

    FoundDevices(Watchers watchers, Inventory inventory, CoreMetadata metadata, BusLink link) {
        this.watchers = watchers;
        this.inventory = inventory;
        this.metadata = metadata;
        this.link = link;
    }

    /** Adds the device, unless it is known or nobody lets it in; what core-metadata refuses is told in the log. */
    void take(FoundDevice found) {
        if (inventory.find(found.name()).isPresent()) {
            return;
        }
        var admitting = watchers.admitting(found);
        if (admitting.isEmpty()) {
            LOG.debug("no provision watcher lets in the device {} that was found", found.name());
        }
        for (var watcher : admitting) {
            if (isAdded(found, watcher)) {
                return;
            }
        }
    }

    private boolean isAdded(FoundDevice found, ProvisionWatcher watcher) {
        try {
            var request = AddDeviceRequest.of(device(found, watcher));
            var _ = CoreMetadata.accepted(metadata.devices().add(List.of(request), "true", null));
            LOG.info("device {} was found and let in by provision watcher {}", found.name(), watcher.name());
            return true;
        } catch (EdgeException e) {
            if (e.kind().statusCode() == CONFLICT) {
                LOG.warn(
                        "device {} was found, but core-metadata has one of that name already: {}",
                        found.name(),
                        e.text());
                return true; // another watcher would not change that
            }
            LOG.error("failed to create discovered device {}: {}", found.name(), e.text());
            return false;
        }
    }

    private Device device(FoundDevice found, ProvisionWatcher watcher) {
        var wanted = watcher.discoveredDevice();
        return new Device(
                0,
                0,
                null,
                found.name(),
                null,
                found.description(),
                wanted.adminState(),
                OperatingState.UP,
                found.labels(),
                null,
                link.service(),
                wanted.profileName(),
                wanted.autoEvents(),
                found.protocols(),
                Map.of(),
                wanted.properties());
    }
}
