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
 * A device service as core-metadata keeps it.
 *
 * @param baseAddress URL before its routes, such as {@code http://localhost:59900}
 */
@JsonInclude(Include.NON_EMPTY)
public record DeviceService(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        @Nullable String id,
        String name,
        @Nullable String description,
        List<String> labels,
        String baseAddress,
        AdminState adminState,
        @JsonInclude(Include.ALWAYS) Map<String, @Nullable Object> properties) {

    public DeviceService {
        Required.uuidIfPresent(id, "DeviceService.Id");
        Required.text(name, "DeviceService.Name");
        Required.uri(baseAddress, "DeviceService.BaseAddress");
        Required.value(adminState, "DeviceService.AdminState");
        labels = Immutable.list(labels);
        properties = Immutable.map(properties);
    }

    /** This service with what the store gives it. */
    public DeviceService stored(String storedId, long createdAt, long modifiedAt) {
        return new DeviceService(
                createdAt, modifiedAt, storedId, name, description, labels, baseAddress, adminState, properties);
    }
}
