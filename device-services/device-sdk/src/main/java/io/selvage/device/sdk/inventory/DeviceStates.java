package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Who may be asked now: the locks of the service and of devices, and whether they are up. */
public final class DeviceStates {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceStates.class);

    private final Readiness readiness;
    private final Inventory inventory;
    private final CoreMetadata metadata;
    private final Set<String> goingDown = ConcurrentHashMap.newKeySet();

    public DeviceStates(Readiness readiness, Inventory inventory, CoreMetadata metadata) {
        this.readiness = readiness;
        this.inventory = inventory;
        this.metadata = metadata;
    }

    /** A device that may be read or written, with its profile. */
    public record Usable(KnownDevice known, KnownProfile profile) {}

    /** The device; throws in EdgeX's order: service locked, unknown, locked, down, without a profile. */
    public Usable require(String deviceName) {
        readiness.require();
        requireUnlockedService();
        var known = inventory
                .find(deviceName)
                .orElseThrow(() ->
                        new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "device " + deviceName + " not found"));
        if (known.device().adminState() == AdminState.LOCKED) {
            throw locked("device " + deviceName + " locked");
        }
        if (known.device().operatingState() == OperatingState.DOWN) {
            throw locked("device " + deviceName + " OperatingState is DOWN");
        }
        var profile = known.profile();
        if (profile == null) {
            throw locked("no associated device profile");
        }
        return new Usable(known, profile);
    }

    /** SERVICE_LOCKED where an operator has locked the service itself. */
    public void requireUnlockedService() {
        if (inventory.serviceState() == AdminState.LOCKED) {
            throw locked("service locked");
        }
    }

    private static EdgeException locked(String message) {
        return new EdgeException(ErrorKind.SERVICE_LOCKED, message);
    }

    /** Tells core-metadata, and does not wait for it, that the device is DOWN; its answer comes as a system event. */
    public void setDown(String deviceName) {
        if (goingDown.add(deviceName)) {
            Thread.ofVirtual().name(deviceName + " down").start(() -> tellDown(deviceName));
        }
    }

    private void tellDown(String deviceName) {
        var change = UpdateDeviceRequest.of(UpdateDevice.operatingState(deviceName, OperatingState.DOWN));
        try {
            metadata.devices().update(List.of(change), "true");
        } catch (EdgeException e) {
            LOG.error("failed to update OperatingState for Device {} in Core Metadata: {}", deviceName, e.text());
        } finally {
            goingDown.remove(deviceName);
        }
    }
}
