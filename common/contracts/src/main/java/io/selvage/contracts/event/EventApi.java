package io.selvage.contracts.event;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.CountResponse;
import java.util.Map;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Events in core-data. Lists are newest first; their query may have {@code offset} (-1: from the first, and total count 0),
 * {@code limit} (20 where absent, -1 for {@code Service.MaxResultCount}) and {@code numeric} ({@code true} for numbers as
 * JSON numbers). Times are ns since the epoch.
 */
@HttpExchange("/api/v3/event")
public interface EventApi {

    /** Adds the event, whose names must be those of the path; it is on disk when this returns. */
    @PostExchange("/{serviceName}/{profileName}/{deviceName}/{sourceName}")
    BaseWithIdResponse add(
            @PathVariable String serviceName,
            @PathVariable String profileName,
            @PathVariable String deviceName,
            @PathVariable String sourceName,
            @RequestBody AddEventRequest request);

    @GetExchange("/all")
    MultiEventsResponse all(@RequestParam Map<String, String> query);

    /** The event with numbers as JSON numbers; INVALID_ID where the id is no UUID. */
    @GetExchange("/id/{id}")
    EventResponse byId(@PathVariable String id);

    /** The events of a device; none where nothing was ever stored of it. */
    @GetExchange("/device/name/{name}")
    MultiEventsResponse byDevice(@PathVariable String name, @RequestParam Map<String, String> query);

    /** The events from the one time to the other, both included. */
    @GetExchange("/start/{start}/end/{end}")
    MultiEventsResponse byTime(
            @PathVariable String start, @PathVariable String end, @RequestParam Map<String, String> query);

    @GetExchange("/count")
    CountResponse count();

    @GetExchange("/count/device/name/{name}")
    CountResponse countByDevice(@PathVariable String name);

    @DeleteExchange("/id/{id}")
    BaseResponse deleteById(@PathVariable String id);

    /** Deletes the events of a device; status 202. */
    @DeleteExchange("/device/name/{name}")
    BaseResponse deleteByDevice(@PathVariable String name);

    /** Deletes the events that are older than so many ns, or as old; status 202. */
    @DeleteExchange("/age/{age}")
    BaseResponse deleteByAge(@PathVariable String age);
}
