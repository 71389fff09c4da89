package io.selvage.contracts.profile;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tags to merge into those of the resource or command of that name. */
public record UpdateTags(String name, Map<String, @Nullable Object> tags) {

    public UpdateTags {
        Required.text(name, "UpdateTags.Name");
        if (Required.value(tags, "UpdateTags.Tags").isEmpty()) {
            throw Required.invalid("UpdateTags.Tags field should not be empty");
        }
        tags = Immutable.map(tags);
    }
}
