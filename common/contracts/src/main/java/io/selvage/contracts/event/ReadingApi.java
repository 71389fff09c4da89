package io.selvage.contracts.event;

import io.selvage.contracts.common.CountResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/**
 * Readings in core-data: lists with the query of {@link EventApi}. With {@code aggregateFunc} (MIN, MAX, COUNT, SUM, AVG)
 * the answer has one aggregate of each device, profile, resource and value type instead, and with {@code interval} (ISO-8601,
 * {@code PT1M}) one of each interval that has readings, whose origin is the interval's start.
 */
@HttpExchange("/api/v3/reading")
public interface ReadingApi {

    @GetExchange("/all")
    MultiReadingsResponse all(@RequestParam Map<String, String> query);

    @GetExchange("/device/name/{name}")
    MultiReadingsResponse byDevice(@PathVariable String name, @RequestParam Map<String, String> query);

    @GetExchange("/resourceName/{resourceName}")
    MultiReadingsResponse byResource(@PathVariable String resourceName, @RequestParam Map<String, String> query);

    @GetExchange("/device/name/{name}/resourceName/{resourceName}")
    MultiReadingsResponse byDeviceAndResource(
            @PathVariable String name, @PathVariable String resourceName, @RequestParam Map<String, String> query);

    @GetExchange("/start/{start}/end/{end}")
    MultiReadingsResponse byTime(
            @PathVariable String start, @PathVariable String end, @RequestParam Map<String, String> query);

    @GetExchange("/resourceName/{resourceName}/start/{start}/end/{end}")
    MultiReadingsResponse byResourceAndTime(
            @PathVariable String resourceName,
            @PathVariable String start,
            @PathVariable String end,
            @RequestParam Map<String, String> query);

    /** The readings of a device from the one time to the other: of the resources in the body, or of all. */
    @GetExchange("/device/name/{name}/start/{start}/end/{end}")
    MultiReadingsResponse byDeviceAndTime(
            @PathVariable String name,
            @PathVariable String start,
            @PathVariable String end,
            @RequestParam Map<String, String> query,
            @RequestBody(required = false) @Nullable ResourceNames resources);

    @GetExchange("/device/name/{name}/resourceName/{resourceName}/start/{start}/end/{end}")
    MultiReadingsResponse byDeviceResourceAndTime(
            @PathVariable String name,
            @PathVariable String resourceName,
            @PathVariable String start,
            @PathVariable String end,
            @RequestParam Map<String, String> query);

    /** The newest reading of each resource of a device, in the order of their names; not of EdgeX. */
    @GetExchange("/latest/device/name/{name}")
    MultiReadingsResponse latestByDevice(@PathVariable String name, @RequestParam Map<String, String> query);

    @GetExchange("/count")
    CountResponse count();

    @GetExchange("/count/device/name/{name}")
    CountResponse countByDevice(@PathVariable String name);
}
