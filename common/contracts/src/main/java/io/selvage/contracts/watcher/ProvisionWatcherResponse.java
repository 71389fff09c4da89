package io.selvage.contracts.watcher;

import io.selvage.contracts.common.ApiVersion;

/** One provision watcher. */
public record ProvisionWatcherResponse(String apiVersion, int statusCode, ProvisionWatcher provisionWatcher) {

    /** The answer of status 200. */
    public static ProvisionWatcherResponse of(ProvisionWatcher provisionWatcher) {
        return new ProvisionWatcherResponse(ApiVersion.V3, 200, provisionWatcher);
    }
}
