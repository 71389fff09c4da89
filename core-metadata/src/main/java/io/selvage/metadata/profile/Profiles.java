package io.selvage.metadata.profile;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileBasicInfo;
import io.selvage.contracts.profile.UpdateDeviceProfileBasicInfo;
import io.selvage.metadata.MetadataConfig.Writable;
import io.selvage.metadata.store.Change;
import io.selvage.metadata.store.Change.Action;
import io.selvage.metadata.store.Change.Subject;
import io.selvage.metadata.store.Changes;
import io.selvage.metadata.store.Ids;
import io.selvage.metadata.store.Listed;
import io.selvage.metadata.store.Named;
import io.selvage.metadata.unit.Units;
import io.selvage.service.Page;
import io.selvage.store.DocumentTable;
import io.selvage.store.Filter;
import io.selvage.store.Projection;
import io.selvage.store.Session;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Service;

/** The rules for device profiles. */
@Service
public class Profiles {

    private static final String OWNER = "core-metadata";

    /** The column that has a profile without its resources and commands, which may be many. */
    private static final String BASIC_INFO = "basicinfo";

    private final Named<DeviceProfile> profiles = new Named<>(
            DocumentTable.of("profile", DeviceProfile.class, DeviceProfile::id, DeviceProfile::created)
                    .with("manufacturer", DeviceProfile::manufacturer)
                    .with("model", DeviceProfile::model)
                    .with(
                            BASIC_INFO,
                            profile -> EdgeJson.mapper().writeValueAsString(DeviceProfileBasicInfo.of(profile)))
                    .labelled(DeviceProfile::labels),
            "device profile",
            DeviceProfile::name);
    private final Changes changes;
    private final LinkedDevices devices;
    private final List<ProfileUser> users;
    private final Units units;
    private final Supplier<Writable> settings;

    Profiles(
            Changes changes, LinkedDevices devices, List<ProfileUser> users, Units units, Supplier<Writable> settings) {
        this.changes = changes;
        this.devices = devices;
        this.users = users;
        this.units = units;
        this.settings = settings;
    }

    /** Adds the profile; returns its id. */
    public String add(DeviceProfile profile) {
        units.check(profile.deviceResources());
        var id = Ids.of(profile.id());
        return changes.write(change -> {
            var added = profile.normal().stored(id, change.millis(), change.millis());
            profiles.insert(change.session(), added);
            change.tell(Action.ADD, new Subject("deviceprofile", OWNER, added.name()), added);
            return id;
        });
    }

    /**
     * Puts the profile in the place of the one of its name. Devices may have it. As in EdgeX it is shown afterwards with
     * no other id and time of creation than it brings itself.
     */
    public void replace(DeviceProfile profile) {
        units.check(profile.deviceResources());
        change(profile.name(), _ -> profile.normal());
    }

    /** Throws SERVICE_LOCKED where profiles must not be replaced nor lose parts. */
    public void requireChangeable() {
        if (settings.get().profileChange().strictDeviceProfileChanges()) {
            throw new EdgeException(
                    ErrorKind.SERVICE_LOCKED, "profiles must not change while StrictDeviceProfileChanges is true");
        }
    }

    public void update(UpdateDeviceProfileBasicInfo update) {
        changes.write(change ->
                save(change, profiles.toUpdate(change.session(), update.id(), update.name()), update::appliedTo));
    }

    /** Puts what the operator makes of the profile in its place and tells all who have devices of it. */
    void change(String name, UnaryOperator<DeviceProfile> operator) {
        changes.write(change -> save(change, profiles.get(change.session(), name), operator));
    }

    /** As {@link #change} for changes that could break devices: STATUS_CONFLICT where a device has the profile. */
    void changeUnused(String name, UnaryOperator<DeviceProfile> operator) {
        requireChangeable();
        changes.write(change -> {
            if (devices.countOf(change.session(), name) > 0) {
                throw new EdgeException(
                        ErrorKind.STATUS_CONFLICT, "device profile " + name + " is in use: a device has it");
            }
            return save(change, profiles.get(change.session(), name), operator);
        });
    }

    private DeviceProfile save(Change change, DeviceProfile stored, UnaryOperator<DeviceProfile> operator) {
        var session = change.session();
        var changed = operator.apply(stored).modifiedAt(change.millis());
        checkCapacity(session, stored, changed);
        profiles.update(session, changed);
        change.tell(Action.UPDATE, new Subject("deviceprofile", OWNER, changed.name()), changed);
        devices.serviceNamesOf(session, changed.name())
                .forEach(service ->
                        change.tell(Action.UPDATE, new Subject("deviceprofile", service, changed.name()), changed));
        return changed;
    }

    private void checkCapacity(Session session, DeviceProfile stored, DeviceProfile changed) {
        var more = changed.deviceResources().size() - stored.deviceResources().size();
        if (more > 0 && settings.get().maxResources() > 0) {
            requireRoom(session, more * devices.countOf(session, changed.name()));
        }
    }

    /** Throws CONTRACT_INVALID where so many more resources of devices would be above {@code MaxResources}. */
    public void requireRoom(Session session, long more) {
        var most = settings.get().maxResources();
        if (most > 0 && resourcesInUse(session) + more > most) {
            throw Required.invalid("the resources of all devices would be more than MaxResources " + most);
        }
    }

    private static long resourcesInUse(Session session) {
        var size = switch (session.dialect()) {
            case SQLITE -> "json_array_length(profile.document, '$.deviceResources')";
            case POSTGRES -> "json_array_length(profile.document::json -> 'deviceResources')";
        };
        return session.number(
                "SELECT coalesce(sum(" + size + "), 0) FROM device JOIN profile ON profile.name = device.profile");
    }

    /** The profile with the number of its devices. */
    public DeviceProfile get(String name) {
        return changes.read(session -> counted(session, profiles.get(session, name)));
    }

    /** The profile, as part of a transaction. */
    public Optional<DeviceProfile> find(Session session, String name) {
        return profiles.find(session, name);
    }

    /** Throws as {@link #get} does unless there is such a profile. */
    public void require(Session session, String name) {
        profiles.get(session, name);
    }

    /** A page of all profiles with the numbers of their devices. */
    public Listed<DeviceProfile> list(Page page, List<String> labels) {
        return listCounted(page, labels, Projection.of("document", DeviceProfile.class));
    }

    /** As {@link #list(Page, List)}, without resources and commands. */
    public Listed<DeviceProfileBasicInfo> listBasicInfos(Page page, List<String> labels) {
        return listCounted(page, labels, Projection.of(BASIC_INFO, DeviceProfileBasicInfo.class));
    }

    private <R> Listed<R> listCounted(Page page, List<String> labels, Projection<R> projection) {
        var counted = projection.with(
                "linkedDeviceCount", "(SELECT count(*) FROM device WHERE device.profile = profile.name)");
        return changes.list(profiles.documents(), Filter.all().labelled(labels), counted, page);
    }

    /** A page of the profiles that are meant; their devices are not counted. */
    Listed<DeviceProfile> list(Page page, Filter filter) {
        return changes.list(profiles.documents(), filter, page);
    }

    private DeviceProfile counted(Session session, DeviceProfile profile) {
        return profile.withLinkedDeviceCount(devices.countOf(session, profile.name()));
    }

    /** Deletes the profile; STATUS_CONFLICT where something names it. */
    public void delete(String name) {
        if (settings.get().profileChange().strictDeviceProfileDeletes()) {
            throw new EdgeException(
                    ErrorKind.SERVICE_LOCKED, "profiles must not be deleted while StrictDeviceProfileDeletes is true");
        }
        changes.write(change -> {
            var stored = profiles.get(change.session(), name);
            users.stream()
                    .filter(user -> user.usesProfile(change.session(), name))
                    .findFirst()
                    .ifPresent(user -> {
                        throw new EdgeException(
                                ErrorKind.STATUS_CONFLICT,
                                "device profile " + name + " is in use: a " + user.what() + " names it");
                    });
            profiles.delete(change.session(), stored);
            change.tell(Action.DELETE, new Subject("deviceprofile", OWNER, name), stored);
            return stored;
        });
    }
}
