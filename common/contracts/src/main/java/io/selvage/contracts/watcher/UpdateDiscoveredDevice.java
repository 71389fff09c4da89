package io.selvage.contracts.watcher;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What shall change in what discovered devices are given. Null leaves a value as it is. */
@JsonInclude(Include.NON_NULL)
public record UpdateDiscoveredDevice(
        @Nullable String profileName,
        @Nullable AdminState adminState,
        @Nullable List<AutoEvent> autoEvents,
        @Nullable Map<String, @Nullable Object> properties) {

    public UpdateDiscoveredDevice {
        autoEvents = autoEvents == null ? null : Immutable.list(autoEvents);
        properties = properties == null ? null : Immutable.map(properties);
    }

    DiscoveredDevice appliedTo(DiscoveredDevice device) {
        return new DiscoveredDevice(
                profileName == null ? device.profileName() : profileName,
                adminState == null ? device.adminState() : adminState,
                autoEvents == null ? device.autoEvents() : autoEvents,
                properties == null ? device.properties() : properties);
    }
}
