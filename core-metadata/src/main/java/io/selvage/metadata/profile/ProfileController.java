package io.selvage.metadata.profile;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.profile.DeviceProfileBasicInfoRequest;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.profile.DeviceProfileResponse;
import io.selvage.contracts.profile.MultiDeviceProfileBasicInfosResponse;
import io.selvage.contracts.profile.MultiDeviceProfilesResponse;
import io.selvage.service.Batch;
import io.selvage.service.Labels;
import io.selvage.service.Pages;
import io.selvage.store.Filter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
class ProfileController implements DeviceProfileApi {

    private final Profiles profiles;
    private final Pages pages;

    ProfileController(Profiles profiles, Pages pages) {
        this.profiles = profiles;
        this.pages = pages;
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> add(List<DeviceProfileRequest> requests) {
        return Batch.items(
                requests,
                DeviceProfileRequest::requestId,
                request -> BaseWithIdResponse.created(request.requestId(), profiles.add(request.profile())));
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> update(List<DeviceProfileRequest> requests) {
        profiles.requireChangeable();
        return Batch.items(requests, DeviceProfileRequest::requestId, request -> {
            profiles.replace(request.profile());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    @ResponseStatus(HttpStatus.CREATED)
    public BaseWithIdResponse upload(MultipartFile file) {
        return BaseWithIdResponse.created(null, profiles.add(ProfileFile.read(file)));
    }

    @Override
    public BaseResponse uploadUpdate(MultipartFile file) {
        profiles.requireChangeable();
        profiles.replace(ProfileFile.read(file));
        return BaseResponse.of(null, 200);
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> updateBasicInfo(List<DeviceProfileBasicInfoRequest> requests) {
        return Batch.items(requests, DeviceProfileBasicInfoRequest::requestId, request -> {
            profiles.update(request.basicinfo());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public MultiDeviceProfilesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        var found = profiles.list(pages.of(offset, limit), Labels.of(labels));
        return MultiDeviceProfilesResponse.of(found.total(), found.items());
    }

    @Override
    public MultiDeviceProfileBasicInfosResponse basicInfos(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        var found = profiles.listBasicInfos(pages.of(offset, limit), Labels.of(labels));
        return MultiDeviceProfileBasicInfosResponse.of(found.total(), found.items());
    }

    @Override
    public DeviceProfileResponse byName(String name) {
        return DeviceProfileResponse.of(profiles.get(name));
    }

    @Override
    public MultiDeviceProfilesResponse byModel(String model, @Nullable String offset, @Nullable String limit) {
        return page(Filter.where("model", model), offset, limit);
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturer(
            String manufacturer, @Nullable String offset, @Nullable String limit) {
        return page(Filter.where("manufacturer", manufacturer), offset, limit);
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturerAndModel(
            String manufacturer, String model, @Nullable String offset, @Nullable String limit) {
        return page(Filter.where("manufacturer", manufacturer).and("model", model), offset, limit);
    }

    private MultiDeviceProfilesResponse page(Filter filter, @Nullable String offset, @Nullable String limit) {
        var found = profiles.list(pages.of(offset, limit), filter);
        return MultiDeviceProfilesResponse.of(found.total(), found.items());
    }

    @Override
    public BaseResponse delete(String name) {
        profiles.delete(name);
        return BaseResponse.of(null, 200);
    }
}
