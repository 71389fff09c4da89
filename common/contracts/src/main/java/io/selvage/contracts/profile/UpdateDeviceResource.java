package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/** What shall change in the resource of that name; EdgeX changes nothing else of one. Null leaves a value as it is. */
@JsonInclude(Include.NON_NULL)
public record UpdateDeviceResource(
        String name, @Nullable String description, @Nullable Boolean isHidden) {

    public UpdateDeviceResource {
        Required.text(name, "DeviceResource.Name");
    }

    /** The resource with these changes. */
    public DeviceResource appliedTo(DeviceResource resource) {
        return new DeviceResource(
                description == null ? resource.description() : description,
                resource.name(),
                isHidden == null ? resource.isHidden() : isHidden,
                resource.properties(),
                resource.attributes(),
                resource.tags());
    }
}
