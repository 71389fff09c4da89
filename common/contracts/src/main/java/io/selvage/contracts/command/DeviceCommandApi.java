package io.selvage.contracts.command;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.event.EventResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Reads and writes of a device: the routes of each device service, and with the same paths of core-command. */
@HttpExchange("/api/v3/device/name/{name}/{command}")
public interface DeviceCommandApi {

    /**
     * Reads a resource or command.
     *
     * @param query {@code ds-pushevent}, {@code ds-returnevent}, {@code ds-regexcmd} and what else the driver understands
     * @return the event; null where {@code ds-returnevent=false}, which is answered with an empty body
     */
    @GetExchange
    @Nullable
    EventResponse read(
            @PathVariable String name, @PathVariable String command, @RequestParam MultiValueMap<String, String> query);

    /** Writes the values by resource name. */
    @PutExchange
    BaseResponse write(
            @PathVariable String name,
            @PathVariable String command,
            @RequestParam MultiValueMap<String, String> query,
            @RequestBody Map<String, @Nullable Object> values);
}
