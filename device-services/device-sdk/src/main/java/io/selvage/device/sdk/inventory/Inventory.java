package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceProfile;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The devices of this service as core-metadata last told of them. */
public final class Inventory {

    private final InventoryListener driver;
    private final Map<String, KnownDevice> devices = new ConcurrentHashMap<>();
    private final Map<String, KnownProfile> profiles = new HashMap<>();
    private final List<InventoryListener> listeners = new CopyOnWriteArrayList<>();
    private volatile AdminState serviceState = AdminState.UNLOCKED;

    /** An empty inventory; {@code driver} is told of a change before anyone can see it. */
    public Inventory(InventoryListener driver) {
        this.driver = driver;
    }

    /** Tells the listener of all devices and of every later change. */
    public synchronized void listen(InventoryListener listener) {
        listeners.add(listener);
        devices.values().forEach(listener::put);
    }

    public Optional<KnownDevice> find(String deviceName) {
        return Optional.ofNullable(devices.get(deviceName));
    }

    /** All devices, in no order. */
    public Collection<KnownDevice> all() {
        return List.copyOf(devices.values());
    }

    /** Whether an operator has locked the service itself. */
    public AdminState serviceState() {
        return serviceState;
    }

    /** Takes over the state of the service itself. */
    public void serviceState(AdminState state) {
        serviceState = state;
    }

    /**
     * Adds the device or puts it in the place of the one of its name, unless that is newer: news may overtake each other.
     * Tells no one where nothing changed.
     */
    public synchronized void put(Device device, @Nullable DeviceProfile profile) {
        var before = devices.get(device.name());
        var newest = before != null && before.device().modified() > device.modified() ? before.device() : device;
        var known = new KnownDevice(newest, profile == null ? null : known(profile));
        if (!known.equals(before)) {
            driver.put(known);
            devices.put(device.name(), known);
            listeners.forEach(listener -> listener.put(known));
        }
    }

    /** Devices of one profile share what is known of it; how many they are is no part of that. The newest counts here, too. */
    private KnownProfile known(DeviceProfile profile) {
        var told = profile.withLinkedDeviceCount(0);
        var known = profiles.get(told.name());
        if (known == null
                || (known.profile().modified() <= told.modified()
                        && !known.profile().equals(told))) {
            known = new KnownProfile(told);
            profiles.put(told.name(), known);
        }
        return known;
    }

    /** Forgets the device. */
    public synchronized void remove(String deviceName) {
        if (devices.remove(deviceName) != null) {
            driver.removed(deviceName);
            listeners.forEach(listener -> listener.removed(deviceName));
            var used = devices.values().stream()
                    .map(KnownDevice::profile)
                    .filter(Objects::nonNull)
                    .toList();
            profiles.values().retainAll(used);
        }
    }

    /** Takes over the changed profile for every device that has it. */
    public synchronized void profileChanged(DeviceProfile profile) {
        for (var known : all()) {
            if (profile.name().equals(known.device().profileName())) {
                put(known.device(), profile);
            }
        }
    }
}
