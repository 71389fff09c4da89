package io.selvage.device.sdk.boot;

import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.discovery.Watchers;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.service.EdgeServices;
import java.util.ArrayList;
import org.springframework.core.env.Environment;

/** Brings the provision watchers of this service from core-metadata; all its instances share them. */
final class WatcherLoader {

    private static final String AS_MANY_AS_ALLOWED = "-1";

    private final CoreMetadata metadata;
    private final Watchers watchers;
    private final String baseService;

    WatcherLoader(CoreMetadata metadata, Watchers watchers, Environment environment) {
        this.metadata = metadata;
        this.watchers = watchers;
        this.baseService = EdgeServices.baseKeyOf(environment);
    }

    /** The key of the service without the name of its instance. */
    String baseService() {
        return baseService;
    }

    /** Takes over all watchers and forgets those that are no more. */
    void load() {
        var all = new ArrayList<ProvisionWatcher>();
        while (true) {
            var page = metadata.watchers().byService(baseService, String.valueOf(all.size()), AS_MANY_AS_ALLOWED);
            all.addAll(page.provisionWatchers());
            if (page.provisionWatchers().isEmpty() || all.size() >= page.totalCount()) {
                break;
            }
        }
        watchers.replace(all);
    }

    /** Takes over what core-metadata tells of one watcher. */
    void follow(String action, ProvisionWatcher watcher) {
        if (action.equals("delete") || !watcher.serviceName().equals(baseService)) {
            watchers.remove(watcher.name());
        } else {
            watchers.put(watcher);
        }
    }
}
