package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to add a provision watcher. */
@JsonInclude(Include.NON_EMPTY)
public record AddProvisionWatcherRequest(
        String apiVersion, @Nullable String requestId, ProvisionWatcher provisionWatcher) {

    public AddProvisionWatcherRequest {
        Required.request(apiVersion, requestId, "AddProvisionWatcherRequest");
        Required.value(provisionWatcher, "AddProvisionWatcherRequest.ProvisionWatcher");
    }

    /** A request of the current version with a fresh id. */
    public static AddProvisionWatcherRequest of(ProvisionWatcher provisionWatcher) {
        return new AddProvisionWatcherRequest(ApiVersion.V3, UUID.randomUUID().toString(), provisionWatcher);
    }
}
