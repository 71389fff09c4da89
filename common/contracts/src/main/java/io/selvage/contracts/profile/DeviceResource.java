package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value that devices of a profile have.
 *
 * @param isHidden whether core-command keeps it back
 * @param attributes what the driver needs to find it in the device
 * @param tags added to each of its readings
 */
@JsonInclude(Include.NON_EMPTY)
public record DeviceResource(
        @Nullable String description,
        String name,
        boolean isHidden,
        ResourceProperties properties,
        Map<String, @Nullable Object> attributes,
        Map<String, @Nullable Object> tags) {

    public DeviceResource {
        Required.text(name, "DeviceResource.Name");
        Required.value(properties, "DeviceResource.Properties");
        attributes = Immutable.map(attributes);
        tags = Immutable.map(tags);
    }

    /** This resource with other tags. */
    public DeviceResource withTags(Map<String, @Nullable Object> others) {
        return new DeviceResource(description, name, isHidden, properties, attributes, others);
    }

    /** This resource with the usual form of its value type. */
    DeviceResource normal() {
        return new DeviceResource(description, name, isHidden, properties.normal(), attributes, tags);
    }
}
