package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Who may be asked now: the locks of the service and of devices, and whether they are up. A device that fails too often
 * in a row is set DOWN.
 */
public final class DeviceStates {

    private static final Logger LOG = LoggerFactory.getLogger(DeviceStates.class);

    private final Readiness readiness;
    private final Inventory inventory;
    private final CoreMetadata metadata;
    private final int allowedFails;
    private final LastConnected lastConnected;
    private final Map<String, Integer> failsInARow = new ConcurrentHashMap<>();
    private final Set<String> goingDown = ConcurrentHashMap.newKeySet();
    private final Set<String> setDownHere = ConcurrentHashMap.newKeySet();

    /** @param allowedFails failures in a row at which a device is set DOWN; 0 for never */
    public DeviceStates(
            Readiness readiness,
            Inventory inventory,
            CoreMetadata metadata,
            int allowedFails,
            LastConnected lastConnected) {
        this.readiness = readiness;
        this.inventory = inventory;
        this.metadata = metadata;
        this.allowedFails = allowedFails;
        this.lastConnected = lastConnected;
    }

    /** A device that may be read or written, with its profile. */
    public record Usable(KnownDevice known, KnownProfile profile) {}

    /** The device; throws in EdgeX's order: service locked, unknown, locked, down, without a profile. */
    public Usable require(String deviceName) {
        return require(deviceName, false);
    }

    /** As {@link #require}, but the device may be DOWN: for the one who finds out whether it still is. */
    public Usable requireEvenDown(String deviceName) {
        return require(deviceName, true);
    }

    private Usable require(String deviceName, boolean evenDown) {
        readiness.require();
        requireUnlockedService();
        var known = find(deviceName);
        if (known.device().adminState() == AdminState.LOCKED) {
            throw locked("device " + deviceName + " locked");
        }
        if (!evenDown && known.isDown()) {
            throw locked("device " + deviceName + " OperatingState is DOWN");
        }
        var profile = known.profile();
        if (profile == null) {
            throw locked("no associated device profile");
        }
        return new Usable(known, profile);
    }

    /** The device in whatever state; ENTITY_DOES_NOT_EXIST where this service has none of that name. */
    public KnownDevice find(String deviceName) {
        return inventory
                .find(deviceName)
                .orElseThrow(() ->
                        new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "device " + deviceName + " not found"));
    }

    /** SERVICE_UNAVAILABLE where the service is not up yet. */
    public void requireReady() {
        readiness.require();
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

    /** Takes note that the driver could not read or write the device. */
    public void failed(String deviceName) {
        if (allowedFails <= 0) {
            return;
        }
        var fails = failsInARow.merge(deviceName, 1, Integer::sum);
        if (fails % allowedFails == 0 && isUp(deviceName)) {
            LOG.warn("device {} has failed {} times in a row and is set DOWN", deviceName, fails);
            setDown(deviceName);
        }
    }

    /** Takes note that the driver could read or write the device. */
    public void answered(String deviceName) {
        if (!failsInARow.isEmpty()) {
            failsInARow.remove(deviceName);
        }
        lastConnected.isNow(deviceName);
    }

    /** Takes note that the device has sent something by itself. */
    public void heard(String deviceName) {
        lastConnected.isNow(deviceName);
    }

    private boolean isUp(String deviceName) {
        return inventory.find(deviceName).filter(known -> !known.isDown()).isPresent();
    }

    /** Tells core-metadata, and does not wait for it, that the device is DOWN; its answer comes as a system event. */
    public void setDown(String deviceName) {
        if (isUp(deviceName) && goingDown.add(deviceName)) {
            setDownHere.add(deviceName);
            Thread.ofVirtual().name(deviceName + " down").start(() -> tellDown(deviceName));
        }
    }

    private void tellDown(String deviceName) {
        try {
            tell(deviceName, OperatingState.DOWN);
        } catch (EdgeException e) {
            setDownHere.remove(deviceName);
            LOG.error("failed to update OperatingState for Device {} in Core Metadata: {}", deviceName, e.text());
        } finally {
            goingDown.remove(deviceName);
        }
    }

    /** Tells core-metadata that the device is UP; throws where that fails. */
    public void setUp(String deviceName) {
        tell(deviceName, OperatingState.UP);
    }

    private void tell(String deviceName, OperatingState state) {
        var change = UpdateDeviceRequest.of(UpdateDevice.operatingState(deviceName, state));
        var _ = CoreMetadata.accepted(metadata.devices().update(List.of(change), "true"));
    }

    /** Whether it was this service, not an operator, that has set the device DOWN. */
    public boolean isSetDownHere(String deviceName) {
        return setDownHere.contains(deviceName);
    }

    /** Takes a device that is DOWN as if this service had set it so, which an earlier process may have done. */
    public void adoptDown(String deviceName) {
        setDownHere.add(deviceName);
    }

    /** Forgets what went wrong with the device: it is UP again, or gone. */
    public void forget(String deviceName) {
        setDownHere.remove(deviceName);
        failsInARow.remove(deviceName);
    }
}
