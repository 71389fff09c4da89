package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/** What shall change in the command of that name; EdgeX changes nothing else of one. Null leaves a value as it is. */
@JsonInclude(Include.NON_NULL)
public record UpdateDeviceCommand(String name, @Nullable Boolean isHidden) {

    public UpdateDeviceCommand {
        Required.text(name, "DeviceCommand.Name");
    }

    /** The command with these changes. */
    public DeviceCommand appliedTo(DeviceCommand command) {
        return new DeviceCommand(
                command.name(),
                isHidden == null ? command.isHidden() : isHidden,
                command.readWrite(),
                command.resourceOperations(),
                command.tags());
    }
}
