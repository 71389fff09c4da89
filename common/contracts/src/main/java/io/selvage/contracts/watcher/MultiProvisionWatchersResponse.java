package io.selvage.contracts.watcher;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of provision watchers, oldest first, with the number of all that match. */
public record MultiProvisionWatchersResponse(
        String apiVersion, int statusCode, long totalCount, List<ProvisionWatcher> provisionWatchers) {

    public MultiProvisionWatchersResponse {
        provisionWatchers = Immutable.list(provisionWatchers);
    }

    /** The answer of status 200. */
    public static MultiProvisionWatchersResponse of(long totalCount, List<ProvisionWatcher> provisionWatchers) {
        return new MultiProvisionWatchersResponse(ApiVersion.V3, 200, totalCount, provisionWatchers);
    }
}
