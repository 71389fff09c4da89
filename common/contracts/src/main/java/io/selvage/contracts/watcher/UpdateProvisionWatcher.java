package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall change in the provision watcher of that id or name. Null leaves a value as it is; a list or map replaces
 * the whole list or map.
 */
@JsonInclude(Include.NON_NULL)
public record UpdateProvisionWatcher(
        @Nullable String id,
        @Nullable String name,
        @Nullable String serviceName,
        @Nullable List<String> labels,
        @Nullable Map<String, String> identifiers,
        @Nullable Map<String, List<String>> blockingIdentifiers,
        @Nullable AdminState adminState,
        @Nullable UpdateDiscoveredDevice discoveredDevice) {

    public UpdateProvisionWatcher {
        Required.idOrName(id, name, "ProvisionWatcher");
        Required.textIfPresent(serviceName, "ProvisionWatcher.ServiceName");
        labels = labels == null ? null : Immutable.list(labels);
        identifiers = identifiers == null ? null : ProvisionWatcher.identifiersOf(identifiers);
        blockingIdentifiers = blockingIdentifiers == null ? null : ProvisionWatcher.blockingOf(blockingIdentifiers);
    }

    /** The watcher with these changes. */
    public ProvisionWatcher appliedTo(ProvisionWatcher watcher) {
        return new ProvisionWatcher(
                watcher.created(),
                watcher.modified(),
                watcher.id(),
                watcher.name(),
                serviceName == null ? watcher.serviceName() : serviceName,
                labels == null ? watcher.labels() : labels,
                identifiers == null ? watcher.identifiers() : identifiers,
                blockingIdentifiers == null ? watcher.blockingIdentifiers() : blockingIdentifiers,
                adminState == null ? watcher.adminState() : adminState,
                discoveredDevice == null
                        ? watcher.discoveredDevice()
                        : discoveredDevice.appliedTo(watcher.discoveredDevice()));
    }
}
