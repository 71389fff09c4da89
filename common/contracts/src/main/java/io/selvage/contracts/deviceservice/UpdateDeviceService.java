package io.selvage.contracts.deviceservice;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What shall change in the device service of that id or name. Null leaves a value as it is; a list or map replaces the
 * whole list or map.
 */
@JsonInclude(Include.NON_NULL)
public record UpdateDeviceService(
        @Nullable String id,
        @Nullable String name,
        @Nullable String description,
        @Nullable List<String> labels,
        @Nullable String baseAddress,
        @Nullable AdminState adminState,
        @Nullable Map<String, @Nullable Object> properties) {

    public UpdateDeviceService {
        Required.idOrName(id, name, "DeviceService");
        if (baseAddress != null) {
            Required.uri(baseAddress, "DeviceService.BaseAddress");
        }
        labels = labels == null ? null : Immutable.list(labels);
        properties = properties == null ? null : Immutable.map(properties);
    }

    /** The device service with these changes. */
    public DeviceService appliedTo(DeviceService service) {
        return new DeviceService(
                service.created(),
                service.modified(),
                service.id(),
                service.name(),
                description == null ? service.description() : description,
                labels == null ? service.labels() : labels,
                baseAddress == null ? service.baseAddress() : baseAddress,
                adminState == null ? service.adminState() : adminState,
                properties == null ? service.properties() : properties);
    }
}
