package io.selvage.contracts.profile;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;

/** Resources, commands and tags of profiles in core-metadata, one by one. Batches answer one item a request, in order. */
@HttpExchange("/api/v3")
public interface ProfilePartsApi {

    @PostExchange("/deviceprofile/resource")
    List<ItemResponse> addResources(@RequestBody List<AddDeviceResourceRequest> requests);

    @PatchExchange("/deviceprofile/resource")
    List<ItemResponse> updateResources(@RequestBody List<UpdateDeviceResourceRequest> requests);

    /** Deletes the resource; STATUS_CONFLICT where a device has the profile, CONTRACT_INVALID where a command needs it. */
    @DeleteExchange("/deviceprofile/name/{name}/resource/{resource}")
    BaseResponse deleteResource(@PathVariable String name, @PathVariable String resource);

    @GetExchange("/deviceresource/profile/{name}/resource/{resource}")
    DeviceResourceResponse resource(@PathVariable String name, @PathVariable String resource);

    @PostExchange("/deviceprofile/deviceCommand")
    List<ItemResponse> addCommands(@RequestBody List<AddDeviceCommandRequest> requests);

    @PatchExchange("/deviceprofile/deviceCommand")
    List<ItemResponse> updateCommands(@RequestBody List<UpdateDeviceCommandRequest> requests);

    /** Deletes the command; STATUS_CONFLICT where a device has the profile. */
    @DeleteExchange("/deviceprofile/name/{name}/deviceCommand/{command}")
    BaseResponse deleteCommand(@PathVariable String name, @PathVariable String command);

    @PatchExchange("/deviceprofile/name/{name}/tags")
    BaseResponse updateTags(@PathVariable String name, @RequestBody DeviceProfileTagsRequest request);
}
