package io.selvage.contracts.command;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** The commands of one device. */
@JsonInclude(Include.NON_EMPTY)
public record DeviceCoreCommand(String deviceName, String profileName, List<CoreCommand> coreCommands) {

    public DeviceCoreCommand {
        coreCommands = Immutable.list(coreCommands);
    }
}
