package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of the devices that a device service discovers become devices, and what they are given.
 *
 * @param created ms since the epoch; 0 before it is stored
 * @param modified ms since the epoch; 0 before it is stored
 * @param id UUID; absent before it is stored
 * @param serviceName the device service, which need not exist yet
 * @param identifiers regular expressions for protocol properties by property name, all of which must match
 * @param blockingIdentifiers values of protocol properties by property name that keep a device out
 */
@JsonInclude(Include.NON_EMPTY)
public record ProvisionWatcher(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        @Nullable String id,
        String name,
        String serviceName,
        List<String> labels,
        Map<String, String> identifiers,
        Map<String, List<String>> blockingIdentifiers,
        AdminState adminState,
        DiscoveredDevice discoveredDevice) {

    public ProvisionWatcher {
        Required.uuidIfPresent(id, "ProvisionWatcher.Id");
        Required.text(name, "ProvisionWatcher.Name");
        Required.text(serviceName, "ProvisionWatcher.ServiceName");
        Required.value(adminState, "ProvisionWatcher.AdminState");
        Required.value(discoveredDevice, "ProvisionWatcher.DiscoveredDevice");
        identifiers = identifiersOf(Required.value(identifiers, "ProvisionWatcher.Identifiers"));
        labels = Immutable.list(labels);
        blockingIdentifiers = blockingOf(blockingIdentifiers);
    }

    /** This watcher with what the store gives it. */
    public ProvisionWatcher stored(String storedId, long createdAt, long modifiedAt) {
        return new ProvisionWatcher(
                createdAt,
                modifiedAt,
                storedId,
                name,
                serviceName,
                labels,
                identifiers,
                blockingIdentifiers,
                adminState,
                discoveredDevice);
    }

    static Map<String, String> identifiersOf(Map<String, String> given) {
        if (given.isEmpty()) {
            throw Required.invalid("ProvisionWatcher.Identifiers field should not be empty");
        }
        given.forEach((key, value) -> {
            Required.text(key, "each key of ProvisionWatcher.Identifiers");
            Required.text(value, "ProvisionWatcher.Identifiers[" + key + "]");
        });
        return Immutable.map(given);
    }

    static Map<String, List<String>> blockingOf(@Nullable Map<String, List<String>> given) {
        if (given == null) {
            return Map.of();
        }
        var copy = new LinkedHashMap<String, List<String>>();
        given.forEach((key, values) -> copy.put(key, Immutable.list(values)));
        return Immutable.map(copy);
    }
}
