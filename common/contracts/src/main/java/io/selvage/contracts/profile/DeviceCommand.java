package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Resources that are read or written together under one name. */
@JsonInclude(Include.NON_EMPTY)
public record DeviceCommand(
        String name,
        boolean isHidden,
        ReadWrite readWrite,
        List<ResourceOperation> resourceOperations,
        Map<String, @Nullable Object> tags) {

    public DeviceCommand {
        Required.text(name, "DeviceCommand.Name");
        Required.value(readWrite, "DeviceCommand.ReadWrite");
        resourceOperations = Immutable.list(Required.some(resourceOperations, "DeviceCommand.ResourceOperations"));
        tags = Immutable.map(tags);
    }

    /** This command with other tags. */
    public DeviceCommand withTags(Map<String, @Nullable Object> others) {
        return new DeviceCommand(name, isHidden, readWrite, resourceOperations, others);
    }
}
