package io.selvage.contracts.profile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One resource in a device command.
 *
 * @param defaultValue written where a request names no value
 * @param mappings texts that stand for values: value to text on read, the other way on write
 */
@JsonInclude(Include.NON_EMPTY)
public record ResourceOperation(
        String deviceResource, @Nullable String defaultValue, Map<String, String> mappings) {

    public ResourceOperation {
        Required.text(deviceResource, "ResourceOperation.DeviceResource");
        mappings = Immutable.map(mappings);
    }
}
