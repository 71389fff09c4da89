package io.selvage.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/**
 * A command or resource of a device that core-command can read or write.
 *
 * @param path of its route, not escaped
 * @param url of core-command, before the path
 * @param parameters the resources that are read or written
 */
@JsonInclude(Include.NON_EMPTY)
public record CoreCommand(
        String name,
        @JsonInclude(Include.NON_DEFAULT) boolean get,
        @JsonInclude(Include.NON_DEFAULT) boolean set,
        String path,
        String url,
        List<CoreCommandParameter> parameters) {

    public CoreCommand {
        parameters = Immutable.list(parameters);
    }
}
