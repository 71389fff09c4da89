package io.selvage.device.sdk.boot;

import io.selvage.bus.Message;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.BusLink;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;

/**
 * Keeps the inventory as core-metadata tells over the bus. What it tells before the first load keeps nobody waiting: it is
 * noted that there was something, and all is loaded once more.
 */
final class MetadataFollower {

    private static final Logger LOG = LoggerFactory.getLogger(MetadataFollower.class);

    /** Not longer, since all later news wait, and in the end whoever tells them. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What brings things from core-metadata. */
    record Loaders(InventoryLoader devices, WatcherLoader watchers) {}

    private final InventoryLoader loader;
    private final WatcherLoader watchers;
    private final Inventory inventory;
    private final Persistence persistence;
    private final String service;
    private volatile boolean following;
    private volatile boolean missed;

    MetadataFollower(Loaders loaders, Inventory inventory, Persistence persistence, BusLink link) {
        this.loader = loaders.devices;
        this.watchers = loaders.watchers;
        this.inventory = inventory;
        this.persistence = persistence;
        this.service = link.service();
    }

    /** Follows from now on, after a load; loads again where core-metadata told something before. */
    void begin() {
        following = true;
        if (missed) {
            loader.load();
            missed = false;
        }
    }

    /** Takes a system event. */
    void accept(Message message) {
        if (!following) {
            missed = true;
            if (!following) { // else begin() may not have seen it
                return;
            }
        }
        try {
            apply(message.envelope().payloadAs(SystemEvent.class));
        } catch (EdgeException | JacksonException e) {
            LOG.error("the system event on {} is not understood: {}", message.topic(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the system event on {} could not be applied", message.topic(), e);
        } catch (InterruptedException e) {
            LOG.debug("the service ends before the system event on {} is applied", message.topic());
        }
    }

    private void apply(SystemEvent event) throws InterruptedException {
        switch (event.type()) {
            case "device" -> device(event.action(), detailsOf(event, Device.class));
            case "deviceprofile" -> profile(event.action(), detailsOf(event, DeviceProfile.class));
            case "deviceservice" -> service(event.action(), detailsOf(event, DeviceService.class));
            case "provisionwatcher" -> watchers.follow(event.action(), detailsOf(event, ProvisionWatcher.class));
            default -> LOG.debug("system event {} {} is not for this service", event.type(), event.action());
        }
    }

    private void device(String action, Device device) throws InterruptedException {
        if (action.equals("delete") || !device.serviceName().equals(service)) {
            loader.remove(device.name());
            return;
        }
        var purpose = "to get the profile of device " + device.name() + " from core-metadata";
        if (!persistence.within(PATIENCE, purpose, () -> loader.put(device))) {
            LOG.error("the news of device {} wait for the next comparison with core-metadata", device.name());
        }
    }

    private void profile(String action, DeviceProfile profile) {
        if (action.equals("update")) {
            inventory.profileChanged(profile);
        }
    }

    private void service(String action, DeviceService changed) {
        if (action.equals("update") && changed.name().equals(service)) {
            inventory.serviceState(changed.adminState());
        }
    }

    private static <T> T detailsOf(SystemEvent event, Class<T> type) {
        var details = event.details();
        return type.isInstance(details) ? type.cast(details) : EdgeJson.mapper().convertValue(details, type);
    }
}
