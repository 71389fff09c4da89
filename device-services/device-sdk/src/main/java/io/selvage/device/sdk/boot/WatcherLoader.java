package io.selvage.device.sdk.boot;

import io.selvage.contracts.watcher.MultiProvisionWatchersResponse;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.discovery.Watchers;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.service.EdgeServices;
import java.util.HashSet;
import org.springframework.core.env.Environment;

/** Brings the provision watchers of this service from core-metadata; all its instances share them. */
final class WatcherLoader {

    private static final Paged<MultiProvisionWatchersResponse, ProvisionWatcher> PAGED =
            new Paged<>(MultiProvisionWatchersResponse::totalCount, MultiProvisionWatchersResponse::provisionWatchers);

    private final CoreMetadata metadata;
    private final Watchers watchers;
    private final Meanwhile meanwhile = new Meanwhile();
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
        meanwhile.during(() -> {
            var gone = new HashSet<>(watchers.names());
            for (var watcher :
                    PAGED.all((offset, limit) -> metadata.watchers().byService(baseService, offset, limit))) {
                gone.remove(watcher.name());
                meanwhile.unlessTold(watcher.name(), () -> watchers.put(watcher));
            }
            gone.stream().filter(this::isGone).forEach(name -> meanwhile.unlessTold(name, () -> watchers.remove(name)));
        });
    }

    private boolean isGone(String name) {
        return CoreMetadata.found(() -> metadata.watchers().byName(name).provisionWatcher())
                .filter(watcher -> watcher.serviceName().equals(baseService))
                .isEmpty();
    }

    /** Takes over what core-metadata tells of one watcher. */
    void follow(String action, ProvisionWatcher watcher) {
        if (action.equals("delete") || !watcher.serviceName().equals(baseService)) {
            meanwhile.told(watcher.name(), () -> watchers.remove(watcher.name()));
        } else {
            meanwhile.told(watcher.name(), () -> watchers.put(watcher));
        }
    }
}
