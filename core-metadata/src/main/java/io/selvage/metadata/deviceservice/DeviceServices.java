package io.selvage.metadata.deviceservice;

import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.UpdateDeviceService;
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
import io.selvage.store.DocumentTable;
import io.selvage.store.Filter;
import io.selvage.store.Session;
import java.util.List;
import org.springframework.stereotype.Service;

/** The rules for device services. */
@Service
public class DeviceServices {

    private final Named<DeviceService> services = new Named<>(
            DocumentTable.of("device_service", DeviceService.class, DeviceService::id, DeviceService::created)
                    .labelled(DeviceService::labels),
            "device service",
            DeviceService::name);
    private final Changes changes;
    private final List<ServiceUser> users;

    DeviceServices(Changes changes, List<ServiceUser> users) {
        this.changes = changes;
        this.users = users;
    }

    /** Adds the service; returns its id. */
    public String add(DeviceService service) {
        var id = Ids.of(service.id());
        return changes.write(change -> {
            services.insert(change.session(), service.stored(id, change.millis(), change.millis()));
            tell(change, Action.ADD, service); // EdgeX tells what was asked for, without id and times
            return id;
        });
    }

    /** Changes the service; returns what it is now. */
    public DeviceService update(UpdateDeviceService update) {
        return changes.write(change -> {
            var stored = services.toUpdate(change.session(), update.id(), update.name());
            var updated = update.appliedTo(stored).stored(Ids.known(stored.id()), stored.created(), change.millis());
            services.update(change.session(), updated);
            tell(change, Action.UPDATE, updated);
            return updated;
        });
    }

    public DeviceService get(String name) {
        return changes.read(session -> services.get(session, name));
    }

    public Listed<DeviceService> list(Page page, List<String> labels) {
        return changes.list(services.documents(), Filter.all().labelled(labels), page);
    }

    /** Deletes the service; STATUS_CONFLICT where something names it. */
    public void delete(String name) {
        changes.write(change -> {
            var stored = services.get(change.session(), name);
            users.stream()
                    .filter(user -> user.usesService(change.session(), name))
                    .findFirst()
                    .ifPresent(user -> {
                        throw new EdgeException(
                                ErrorKind.STATUS_CONFLICT,
                                "device service " + name + " is in use: a " + user.what() + " names it");
                    });
            services.delete(change.session(), stored);
            tell(change, Action.DELETE, stored);
            return stored;
        });
    }

    /** Throws CONTRACT_INVALID unless there is such a service, as a thing that names it needs. */
    public void require(Session session, String name) {
        if (!services.exists(session, name)) {
            throw Required.invalid("device service '" + name + "' does not exist");
        }
    }

    private static void tell(Change change, Action action, DeviceService service) {
        change.tell(action, new Subject("deviceservice", service.name(), ""), service);
    }
}
