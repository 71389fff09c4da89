package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What shall change in the profile of that id or name. Null leaves a value as it is; a list replaces the whole list. */
@JsonInclude(Include.NON_NULL)
public record UpdateDeviceProfileBasicInfo(
        @Nullable String id,
        @Nullable String name,
        @Nullable String manufacturer,
        @Nullable String description,
        @Nullable String model,
        @Nullable List<String> labels) {

    public UpdateDeviceProfileBasicInfo {
        Required.idOrName(id, name, "BasicInfo");
        labels = labels == null ? null : Immutable.list(labels);
    }

    /** The profile with these changes. */
    public DeviceProfile appliedTo(DeviceProfile profile) {
        return new DeviceProfile(
                profile.created(),
                profile.modified(),
                profile.id(),
                profile.name(),
                manufacturer == null ? profile.manufacturer() : manufacturer,
                description == null ? profile.description() : description,
                model == null ? profile.model() : model,
                labels == null ? profile.labels() : labels,
                profile.linkedDeviceCount(),
                profile.deviceResources(),
                profile.deviceCommands(),
                profile.apiVersion());
    }
}
