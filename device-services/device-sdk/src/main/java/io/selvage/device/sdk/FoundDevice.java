package io.selvage.device.sdk;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a search came upon. It becomes a device where a provision watcher lets it in, which also gives it its profile.
 *
 * @param name of the device to be: the same each time it is found
 * @param description may be empty
 * @param protocols how to reach it, by protocol name: what the identifiers of provision watchers are compared with
 */
public record FoundDevice(
        String name, String description, Map<String, Map<String, @Nullable Object>> protocols, List<String> labels) {

    public FoundDevice {
        Required.text(name, "FoundDevice.name");
        var copy = new LinkedHashMap<String, Map<String, @Nullable Object>>();
        protocols.forEach((protocol, properties) -> copy.put(protocol, Immutable.map(properties)));
        protocols = Immutable.map(copy);
        labels = Immutable.list(labels);
    }
}
