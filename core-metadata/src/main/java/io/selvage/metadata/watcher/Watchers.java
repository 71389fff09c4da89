package io.selvage.metadata.watcher;

import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.contracts.watcher.UpdateProvisionWatcher;
import io.selvage.metadata.profile.Profiles;
import io.selvage.metadata.store.Change;
import io.selvage.metadata.store.Change.Action;
import io.selvage.metadata.store.Change.Subject;
import io.selvage.metadata.store.Changes;
import io.selvage.metadata.store.Ids;
import io.selvage.metadata.store.Listed;
import io.selvage.metadata.store.Named;
import io.selvage.service.Page;
import io.selvage.store.Filter;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Service;

/** The rules for provision watchers. */
@Service
public class Watchers {

    private final Named<ProvisionWatcher> watchers;
    private final Profiles profiles;
    private final Changes changes;

    Watchers(WatcherTable table, Profiles profiles, Changes changes) {
        this.watchers = table.watchers();
        this.profiles = profiles;
        this.changes = changes;
    }

    /** Adds the watcher; returns its id. */
    public String add(ProvisionWatcher watcher) {
        var id = Ids.of(watcher.id());
        return changes.write(change -> {
            var profile = profileOf(watcher);
            if (!profile.isEmpty()) {
                profiles.require(change.session(), profile);
            }
            watchers.insert(change.session(), watcher.stored(id, change.millis(), change.millis()));
            tell(change, Action.ADD, watcher.serviceName(), watcher); // as asked for, without id and times
            return id;
        });
    }

    /** Changes the watcher; returns what it is now. */
    public ProvisionWatcher update(UpdateProvisionWatcher update) {
        return changes.write(change -> {
            var stored = watchers.toUpdate(change.session(), update.id(), update.name());
            var updated = update.appliedTo(stored).stored(Ids.known(stored.id()), stored.created(), change.millis());
            watchers.update(change.session(), updated);
            if (!updated.serviceName().equals(stored.serviceName())) {
                tell(change, Action.UPDATE, stored.serviceName(), updated); // so that it lets go of the watcher
            }
            tell(change, Action.UPDATE, updated.serviceName(), updated);
            return updated;
        });
    }

    public ProvisionWatcher get(String name) {
        return changes.read(session -> watchers.get(session, name));
    }

    public Listed<ProvisionWatcher> list(Page page, List<String> labels) {
        return changes.list(watchers.documents(), Filter.all().labelled(labels), page);
    }

    public Listed<ProvisionWatcher> ofService(String serviceName, Page page) {
        return changes.list(watchers.documents(), Filter.where("service", serviceName), page);
    }

    public Listed<ProvisionWatcher> ofProfile(String profileName, Page page) {
        return changes.list(watchers.documents(), Filter.where("profile", profileName), page);
    }

    public void delete(String name) {
        changes.write(change -> {
            var stored = watchers.get(change.session(), name);
            watchers.delete(change.session(), stored);
            tell(change, Action.DELETE, stored.serviceName(), stored);
            return stored;
        });
    }

    private static String profileOf(ProvisionWatcher watcher) {
        return Objects.requireNonNullElse(watcher.discoveredDevice().profileName(), "");
    }

    private static void tell(Change change, Action action, String owner, ProvisionWatcher watcher) {
        change.tell(action, new Subject("provisionwatcher", owner, profileOf(watcher)), watcher);
    }
}
