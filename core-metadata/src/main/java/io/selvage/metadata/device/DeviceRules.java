package io.selvage.metadata.device;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.value.GoDuration;
import io.selvage.metadata.MetadataConfig.Writable;
import io.selvage.metadata.deviceservice.DeviceServices;
import io.selvage.metadata.profile.Profiles;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What must hold between a device and the things that it names. Each check throws CONTRACT_INVALID. */
@Component
class DeviceRules {

    private final DeviceTable table;
    private final DeviceServices services;
    private final Profiles profiles;
    private final Supplier<Writable> settings;

    DeviceRules(DeviceTable table, DeviceServices services, Profiles profiles, Supplier<Writable> settings) {
        this.table = table;
        this.services = services;
        this.profiles = profiles;
        this.settings = settings;
    }

    /** The device's service and profile exist, its AutoEvents fit the profile, and it is not its own parent. */
    void check(Session session, Device device) {
        services.require(session, device.serviceName());
        checkParent(device);
        profileOf(session, device)
                .ifPresent(profile -> device.autoEvents().forEach(event -> checkAutoEvent(profile, event)));
    }

    /** As {@link #check}, but AutoEvents that do not fit the device's new profile are left out of the answer. */
    Device fitted(Session session, Device device) {
        services.require(session, device.serviceName());
        checkParent(device);
        return profileOf(session, device)
                .map(profile -> device.withAutoEvents(device.autoEvents().stream()
                        .filter(event -> fits(profile, event))
                        .toList()))
                .orElse(device);
    }

    private static void checkParent(Device device) {
        if (device.name().equals(device.parent())) {
            throw Required.invalid("device " + device.name() + " must not be its own parent");
        }
    }

    private Optional<DeviceProfile> profileOf(Session session, Device device) {
        var name = device.profileName();
        if (name == null || name.isEmpty()) {
            return Optional.empty();
        }
        var profile = profiles.find(session, name);
        if (profile.isEmpty()) {
            throw Required.invalid("device profile '" + name + "' does not exist");
        }
        return profile;
    }

    private static boolean fits(DeviceProfile profile, AutoEvent event) {
        try {
            checkAutoEvent(profile, event);
            return true;
        } catch (EdgeException _) {
            return false;
        }
    }

    private static void checkAutoEvent(DeviceProfile profile, AutoEvent event) {
        GoDuration.parse(event.interval());
        var source = event.sourceName();
        if (profile.command(source).isEmpty()
                && profile.resource(source).isEmpty()
                && !matchesResource(profile, source)) {
            throw Required.invalid(
                    "AutoEvent source '" + source + "' is no resource or command of profile " + profile.name());
        }
    }

    /** With RE2, whose time is linear in the name whatever the expression is. */
    private static boolean matchesResource(DeviceProfile profile, String expression) {
        try {
            var pattern = Pattern.compile(expression, Pattern.LONGEST_MATCH);
            return profile.deviceResources().stream().anyMatch(resource -> pattern.matches(resource.name()));
        } catch (PatternSyntaxException _) {
            return false;
        }
    }

    /** One more device is within {@code MaxDevices} and {@code MaxResources}. */
    void checkRoomFor(Session session, Device device) {
        var most = settings.get().maxDevices();
        if (most > 0 && table.devices().documents().count(session, Filter.all()) >= most) {
            throw Required.invalid("there are MaxDevices " + most + " devices already");
        }
        profiles.requireRoom(session, resourcesOf(session, device.profileName()));
    }

    /** The device with another profile is within {@code MaxResources}. */
    void checkRoomFor(Session session, Device changed, Device stored) {
        if (!Objects.equals(changed.profileName(), stored.profileName())) {
            profiles.requireRoom(
                    session, resourcesOf(session, changed.profileName()) - resourcesOf(session, stored.profileName()));
        }
    }

    private long resourcesOf(Session session, @Nullable String profileName) {
        return settings.get().maxResources() == 0 || profileName == null || profileName.isEmpty()
                ? 0
                : profiles.find(session, profileName)
                        .map(profile -> profile.deviceResources().size())
                        .orElse(0);
    }
}
