package io.selvage.device.sdk.test;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.profile.DeviceProfileBasicInfoRequest;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.profile.DeviceProfileResponse;
import io.selvage.contracts.profile.MultiDeviceProfileBasicInfosResponse;
import io.selvage.contracts.profile.MultiDeviceProfilesResponse;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.web.multipart.MultipartFile;

/** Profiles as core-metadata answers for them. */
final class InMemoryProfiles implements DeviceProfileApi {

    private final InMemoryCore core;

    InMemoryProfiles(InMemoryCore core) {
        this.core = core;
    }

    @Override
    public List<ItemResponse> add(List<DeviceProfileRequest> requests) {
        return Batches.adding(requests, request -> {
            core.profiles.requireFree(request.profile().name());
            core.put(request.profile().normal());
            return InMemoryCore.newId();
        });
    }

    @Override
    public List<ItemResponse> update(List<DeviceProfileRequest> requests) {
        return Batches.changing(requests, request -> {
            core.profiles.get(request.profile().name());
            core.put(request.profile().normal());
        });
    }

    @Override
    public DeviceProfileResponse byName(String name) {
        return DeviceProfileResponse.of(core.profiles.get(name));
    }

    @Override
    public MultiDeviceProfilesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        return page(_ -> true, offset, limit);
    }

    @Override
    public MultiDeviceProfilesResponse byModel(String model, @Nullable String offset, @Nullable String limit) {
        return page(profile -> model.equals(profile.model()), offset, limit);
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturer(
            String manufacturer, @Nullable String offset, @Nullable String limit) {
        return page(profile -> manufacturer.equals(profile.manufacturer()), offset, limit);
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturerAndModel(
            String manufacturer, String model, @Nullable String offset, @Nullable String limit) {
        return page(
                profile -> manufacturer.equals(profile.manufacturer()) && model.equals(profile.model()), offset, limit);
    }

    private MultiDeviceProfilesResponse page(
            Predicate<DeviceProfile> wanted, @Nullable String offset, @Nullable String limit) {
        return core.profiles.page(wanted, offset, limit, MultiDeviceProfilesResponse::of);
    }

    @Override
    public BaseResponse delete(String name) {
        core.profiles.remove(name);
        return BaseResponse.of(null, 200);
    }

    @Override
    public BaseWithIdResponse upload(MultipartFile file) {
        throw Batches.notHere("uploads");
    }

    @Override
    public BaseResponse uploadUpdate(MultipartFile file) {
        throw Batches.notHere("uploads");
    }

    @Override
    public List<ItemResponse> updateBasicInfo(List<DeviceProfileBasicInfoRequest> requests) {
        throw Batches.notHere("basic information of profiles");
    }

    @Override
    public MultiDeviceProfileBasicInfosResponse basicInfos(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        throw Batches.notHere("basic information of profiles");
    }
}
