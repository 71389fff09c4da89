package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a device is given that a watcher lets in.
 *
 * @param profileName absent or empty for a device without a profile
 */
@JsonInclude(Include.NON_EMPTY)
public record DiscoveredDevice(
        @Nullable String profileName,
        AdminState adminState,
        List<AutoEvent> autoEvents,
        @JsonInclude(Include.ALWAYS) Map<String, @Nullable Object> properties) {

    public DiscoveredDevice {
        Required.value(adminState, "DiscoveredDevice.AdminState");
        profileName = profileName == null ? "" : profileName;
        autoEvents = Immutable.list(autoEvents);
        properties = Immutable.map(properties);
    }
}
