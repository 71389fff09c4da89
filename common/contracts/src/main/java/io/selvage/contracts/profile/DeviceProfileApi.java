package io.selvage.contracts.profile;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RequestPart;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;
import org.springframework.web.service.annotation.PostExchange;
import org.springframework.web.service.annotation.PutExchange;

/** Profiles in core-metadata. Batches answer one item a request, in order. */
@HttpExchange("/api/v3/deviceprofile")
public interface DeviceProfileApi {

    @PostExchange
    List<ItemResponse> add(@RequestBody List<DeviceProfileRequest> requests);

    /** Puts the profiles in the place of those of their names; SERVICE_LOCKED where profiles must not change. */
    @PutExchange
    List<ItemResponse> update(@RequestBody List<DeviceProfileRequest> requests);

    /** Adds the profile that stands in the file as YAML or JSON. */
    @PostExchange("/uploadfile")
    BaseWithIdResponse upload(@RequestPart MultipartFile file);

    /** As {@link #update} with the profile that stands in the file as YAML or JSON. */
    @PutExchange("/uploadfile")
    BaseResponse uploadUpdate(@RequestPart MultipartFile file);

    @PatchExchange("/basicinfo")
    List<ItemResponse> updateBasicInfo(@RequestBody List<DeviceProfileBasicInfoRequest> requests);

    /**
     * A page of the profiles with their numbers of devices.
     *
     * @param labels comma-separated; a profile must have all of them
     */
    @GetExchange("/all")
    MultiDeviceProfilesResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String labels);

    /** As {@link #all}, without resources and commands. */
    @GetExchange("/basicinfo/all")
    MultiDeviceProfileBasicInfosResponse basicInfos(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit,
            @RequestParam(required = false) @Nullable String labels);

    @GetExchange("/name/{name}")
    DeviceProfileResponse byName(@PathVariable String name);

    /** The profiles of a model; their numbers of devices are not counted. */
    @GetExchange("/model/{model}")
    MultiDeviceProfilesResponse byModel(
            @PathVariable String model,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** The profiles of a manufacturer; their numbers of devices are not counted. */
    @GetExchange("/manufacturer/{manufacturer}")
    MultiDeviceProfilesResponse byManufacturer(
            @PathVariable String manufacturer,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** The profiles of a manufacturer's model; their numbers of devices are not counted. */
    @GetExchange("/manufacturer/{manufacturer}/model/{model}")
    MultiDeviceProfilesResponse byManufacturerAndModel(
            @PathVariable String manufacturer,
            @PathVariable String model,
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** Deletes the profile; STATUS_CONFLICT where devices or provision watchers name it. */
    @DeleteExchange("/name/{name}")
    BaseResponse delete(@PathVariable String name);
}
