package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A profile without its resources and commands.
 *
 * @param created ms since the epoch
 * @param modified ms since the epoch
 * @param linkedDeviceCount devices of this profile
 */
@JsonInclude(Include.NON_EMPTY)
public record DeviceProfileBasicInfo(
        @JsonInclude(Include.NON_DEFAULT) long created,
        @JsonInclude(Include.NON_DEFAULT) long modified,
        @Nullable String id,
        String name,
        @Nullable String manufacturer,
        @Nullable String description,
        @Nullable String model,
        List<String> labels,
        long linkedDeviceCount) {

    public DeviceProfileBasicInfo {
        labels = Immutable.list(labels);
    }

    /** What the profile says about itself. */
    public static DeviceProfileBasicInfo of(DeviceProfile profile) {
        return new DeviceProfileBasicInfo(
                profile.created(),
                profile.modified(),
                profile.id(),
                profile.name(),
                profile.manufacturer(),
                profile.description(),
                profile.model(),
                profile.labels(),
                profile.linkedDeviceCount());
    }
}
