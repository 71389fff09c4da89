package io.selvage.metadata.device;

import io.selvage.contracts.device.Device;
import io.selvage.metadata.deviceservice.ServiceUser;
import io.selvage.metadata.profile.LinkedDevices;
import io.selvage.metadata.profile.ProfileUser;
import io.selvage.metadata.store.Named;
import io.selvage.store.DocumentTable;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The stored devices, as their own rules and those of profiles and device services need them. */
@Component
class DeviceTable implements LinkedDevices, ProfileUser, ServiceUser {

    private final Named<Device> devices = new Named<>(
            DocumentTable.of("device", Device.class, Device::id, Device::created)
                    .with("service", Device::serviceName)
                    .with("profile", device -> orNull(device.profileName()))
                    .with("parent", device -> orNull(device.parent()))
                    .labelled(Device::labels),
            "device",
            Device::name);

    Named<Device> devices() {
        return devices;
    }

    private static @Nullable String orNull(@Nullable String name) {
        return name == null || name.isEmpty() ? null : name;
    }

    boolean hasChildren(Session session, String name) {
        return devices.documents().exists(session, "parent", name);
    }

    @Override
    public String what() {
        return "device";
    }

    @Override
    public boolean usesService(Session session, String serviceName) {
        return devices.documents().exists(session, "service", serviceName);
    }

    @Override
    public boolean usesProfile(Session session, String profileName) {
        return devices.documents().exists(session, "profile", profileName);
    }

    @Override
    public long countOf(Session session, String profileName) {
        return devices.documents().count(session, Filter.where("profile", profileName));
    }

    @Override
    public List<String> serviceNamesOf(Session session, String profileName) {
        return session.list(
                "SELECT DISTINCT service FROM device WHERE profile = ? ORDER BY service",
                row -> row.getString(1),
                profileName);
    }
}
