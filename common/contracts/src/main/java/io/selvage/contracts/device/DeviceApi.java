package io.selvage.contracts.device;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/**
 * Devices in core-metadata. Batches answer one item a request, in order; a page has at most {@code limit} devices, 20
 * where it is null and {@code Service.MaxResultCount} where it is -1.
 */
@HttpExchange("/api/v3/device")
public interface DeviceApi {

    /**
     * Adds the devices.
     *
     * @param bypassValidation {@code true} to add them without asking their device services
     * @param force {@code true} to update those that exist, without asking their device services
     */
    @PostExchange
    List<ItemResponse> add(
            @RequestBody List<AddDeviceRequest> requests,
            @RequestParam(required = false) @Nullable String bypassValidation,
            @RequestParam(required = false) @Nullable String force);

    /**
     * Changes the devices.
     *
     * @param bypassValidation {@code true} to change them without asking their device services
     */
    @PatchExchange
    List<ItemResponse> update(
            @RequestBody List<UpdateDeviceRequest> requests,
            @RequestParam(required = false) @Nullable String bypassValidation);

    /**
     * All devices, or those below one.
     *
     * @param labels comma-separated; a device must have all of them
     * @param descendantsOf name of the device whose descendants are asked for, nearest first
     * @param maxLevels how far down; 0, -1 and null for all
     */
    @GetExchange("/all")
    MultiDevicesResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String labels,
            @RequestParam(required = false) @Nullable String descendantsOf,
            @RequestParam(required = false) @Nullable String maxLevels);

    @GetExchange("/name/{name}")
    DeviceResponse byName(@PathVariable String name);

    @GetExchange("/id/{id}")
    DeviceResponse byId(@PathVariable String id);

    /** Status 200 where the device exists, ENTITY_DOES_NOT_EXIST otherwise. */
    @GetExchange("/check/name/{name}")
    BaseResponse check(@PathVariable String name);

    /** The devices of a profile; none where there is no such profile. */
    @GetExchange("/profile/name/{name}")
    MultiDevicesResponse byProfile(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** The devices of a device service; none where there is no such service. */
    @GetExchange("/service/name/{name}")
    MultiDevicesResponse byService(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** Deletes the device; STATUS_CONFLICT where it is the parent of another. */
    @DeleteExchange("/name/{name}")
    BaseResponse delete(@PathVariable String name);
}
