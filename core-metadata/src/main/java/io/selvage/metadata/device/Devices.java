package io.selvage.metadata.device;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.metadata.store.Change;
import io.selvage.metadata.store.Change.Action;
import io.selvage.metadata.store.Change.Subject;
import io.selvage.metadata.store.Changes;
import io.selvage.metadata.store.Ids;
import io.selvage.metadata.store.Listed;
import io.selvage.metadata.store.Named;
import io.selvage.service.Page;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;

/** The rules for devices. */
@Service
public class Devices {

    private final Named<Device> devices;
    private final DeviceTable table;
    private final DeviceRules rules;
    private final DeviceValidation validation;
    private final Changes changes;

    Devices(DeviceTable table, DeviceRules rules, DeviceValidation validation, Changes changes) {
        this.devices = table.devices();
        this.table = table;
        this.rules = rules;
        this.validation = validation;
        this.changes = changes;
    }

    /**
     * Adds the device.
     *
     * @param validate whether its device service is asked first
     * @return its id
     */
    public String add(Device device, boolean validate) {
        if (validate) {
            changes.read(session -> {
                checkNew(session, device);
                if (devices.exists(session, device.name())) {
                    throw devices.taken(device.name()); // spares the device service a question; the insert decides
                }
                return device;
            });
            validation.check(device);
        }
        return changes.write(change -> insert(change, device));
    }

    /** Adds the device, or updates the one of its name, without asking its device service; returns its id. */
    public String put(Device device) {
        return changes.write(change -> {
            var stored = devices.find(change.session(), device.name());
            if (stored.isEmpty()) {
                return insert(change, device);
            }
            rules.check(change.session(), device);
            return Ids.known(save(change, device, stored.get()).id());
        });
    }

    private void checkNew(Session session, Device device) {
        rules.check(session, device);
        rules.checkRoomFor(session, device);
    }

    private String insert(Change change, Device device) {
        checkNew(change.session(), device);
        var added = device.stored(Ids.of(device.id()), change.millis(), change.millis());
        devices.insert(change.session(), added);
        tell(change, Action.ADD, added.serviceName(), added);
        return Ids.known(added.id());
    }

    /**
     * Changes the device; returns what it is now.
     *
     * @param validate whether its device service is asked first
     */
    public Device update(UpdateDevice update, boolean validate) {
        if (validate) {
            validation.check(changes.read(
                    session -> merged(session, update, devices.toUpdate(session, update.id(), update.name()))));
        }
        return changes.write(change -> {
            var stored = devices.toUpdate(change.session(), update.id(), update.name());
            return save(change, merged(change.session(), update, stored), stored);
        });
    }

    private Device merged(Session session, UpdateDevice update, Device stored) {
        var merged = update.appliedTo(stored);
        rules.checkRoomFor(session, merged, stored);
        if (!Objects.equals(merged.profileName(), stored.profileName())) {
            return rules.fitted(session, merged);
        }
        rules.check(session, merged);
        return merged;
    }

    private Device save(Change change, Device changed, Device stored) {
        var updated = changed.stored(Ids.known(stored.id()), stored.created(), change.millis());
        devices.update(change.session(), updated);
        if (!updated.serviceName().equals(stored.serviceName())) {
            tell(change, Action.UPDATE, stored.serviceName(), updated); // so that it lets go of the device
        }
        tell(change, Action.UPDATE, updated.serviceName(), updated);
        return updated;
    }

    public Device get(String name) {
        return changes.read(session -> devices.get(session, name));
    }

    public Device byId(String id) {
        if (!Required.isUuid(id)) {
            throw new EdgeException(ErrorKind.INVALID_ID, "'" + id + "' is no UUID");
        }
        return changes.read(session -> devices.byId(session, id));
    }

    public boolean exists(String name) {
        return changes.read(session -> devices.exists(session, Required.text(name, "name")));
    }

    public Listed<Device> list(Page page, List<String> labels) {
        return changes.list(devices.documents(), Filter.all().labelled(labels), page);
    }

    public Listed<Device> ofService(String serviceName, Page page) {
        return changes.list(devices.documents(), Filter.where("service", serviceName), page);
    }

    public Listed<Device> ofProfile(String profileName, Page page) {
        return changes.list(devices.documents(), Filter.where("profile", profileName), page);
    }

    /**
     * The devices below one, the nearest first.
     *
     * @param labels that each of them must have; one without them hides those below it
     * @param levels how far down; 0 or less for all
     */
    public Listed<Device> below(String ancestor, int levels, List<String> labels, Page page) {
        return changes.read(session -> new DeviceTree(session, devices, labels, page).below(ancestor, levels));
    }

    /** Deletes the device; STATUS_CONFLICT where it is the parent of another. */
    public void delete(String name) {
        changes.write(change -> {
            var stored = devices.get(change.session(), name);
            if (table.hasChildren(change.session(), name)) {
                throw new EdgeException(
                        ErrorKind.STATUS_CONFLICT, "device " + name + " is the parent of another device");
            }
            devices.delete(change.session(), stored);
            tell(change, Action.DELETE, stored.serviceName(), stored);
            return stored;
        });
    }

    private static void tell(Change change, Action action, String owner, Device device) {
        change.tell(action, new Subject("device", owner, Objects.requireNonNullElse(device.profileName(), "")), device);
    }
}
