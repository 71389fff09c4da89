package io.selvage.command;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.event.EventResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.RestController;

@RestController
class CommandController implements DeviceCommandApi {

    private final Commands commands;

    CommandController(Commands commands) {
        this.commands = commands;
    }

    @Override
    public @Nullable EventResponse read(String name, String command, MultiValueMap<String, String> query) {
        return commands.read(name, command, query);
    }

    @Override
    public BaseResponse write(
            String name, String command, MultiValueMap<String, String> query, Map<String, @Nullable Object> values) {
        return commands.write(name, command, query, values);
    }
}
