package io.selvage.command;

import io.selvage.contracts.command.CommandApi;
import io.selvage.contracts.command.DeviceCoreCommandResponse;
import io.selvage.contracts.command.MultiDeviceCoreCommandsResponse;
import io.selvage.service.Pages;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CoreCommandController implements CommandApi {

    private final CoreCommands commands;
    private final Pages pages;

    CoreCommandController(CoreCommands commands, Pages pages) {
        this.commands = commands;
        this.pages = pages;
    }

    @Override
    public MultiDeviceCoreCommandsResponse all(@Nullable String offset, @Nullable String limit) {
        return commands.page(null, pages.of(offset, limit));
    }

    @Override
    public DeviceCoreCommandResponse byName(String name) {
        return commands.of(null, name);
    }
}
