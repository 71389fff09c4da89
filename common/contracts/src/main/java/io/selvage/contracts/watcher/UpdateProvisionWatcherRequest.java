package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.Required;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Asks to change a provision watcher. */
@JsonInclude(Include.NON_EMPTY)
public record UpdateProvisionWatcherRequest(
        String apiVersion, @Nullable String requestId, UpdateProvisionWatcher provisionWatcher) {

    public UpdateProvisionWatcherRequest {
        Required.request(apiVersion, requestId, "UpdateProvisionWatcherRequest");
        Required.value(provisionWatcher, "UpdateProvisionWatcherRequest.ProvisionWatcher");
    }

    /** A request of the current version with a fresh id. */
    public static UpdateProvisionWatcherRequest of(UpdateProvisionWatcher provisionWatcher) {
        return new UpdateProvisionWatcherRequest(
                ApiVersion.V3, UUID.randomUUID().toString(), provisionWatcher);
    }
}
