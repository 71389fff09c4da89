package io.selvage.metadata.watcher;

import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.metadata.deviceservice.ServiceUser;
import io.selvage.metadata.profile.ProfileUser;
import io.selvage.metadata.store.Named;
import io.selvage.store.DocumentTable;
import io.selvage.store.Session;
import org.springframework.stereotype.Component;

/** The stored provision watchers, as their own rules and those of profiles and device services need them. */
@Component
class WatcherTable implements ProfileUser, ServiceUser {

    private final Named<ProvisionWatcher> watchers = new Named<>(
            DocumentTable.of("watcher", ProvisionWatcher.class, ProvisionWatcher::id, ProvisionWatcher::created)
                    .with("service", ProvisionWatcher::serviceName)
                    .with("profile", watcher -> watcher.discoveredDevice().profileName())
                    .labelled(ProvisionWatcher::labels),
            "provision watcher",
            ProvisionWatcher::name);

    Named<ProvisionWatcher> watchers() {
        return watchers;
    }

    @Override
    public String what() {
        return "provision watcher";
    }

    @Override
    public boolean usesService(Session session, String serviceName) {
        return watchers.documents().exists(session, "service", serviceName);
    }

    @Override
    public boolean usesProfile(Session session, String profileName) {
        return watchers.documents().exists(session, "profile", profileName);
    }
}
