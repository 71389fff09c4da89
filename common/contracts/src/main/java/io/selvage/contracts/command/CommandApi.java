package io.selvage.contracts.command;

import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Which commands devices have: the routes of core-command besides those of {@link DeviceCommandApi}. */
@HttpExchange("/api/v3/device")
public interface CommandApi {

    /** The commands of a page of all devices; devices without a profile are left out of it, but counted. */
    @GetExchange("/all")
    MultiDeviceCoreCommandsResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    @GetExchange("/name/{name}")
    DeviceCoreCommandResponse byName(@PathVariable String name);
}
