package io.selvage.device.sdk.testing.metadata;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.profile.DeviceProfileBasicInfoRequest;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.profile.DeviceProfileResponse;
import io.selvage.contracts.profile.MultiDeviceProfileBasicInfosResponse;
import io.selvage.contracts.profile.MultiDeviceProfilesResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

@RestController
final class TestProfileController implements DeviceProfileApi {

    private final TestMetadata metadata;

    TestProfileController(TestMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public List<ItemResponse> add(List<DeviceProfileRequest> requests) {
        return requests.stream()
                .map(request -> {
                    metadata.calls()
                            .add("POST deviceprofile " + request.profile().name());
                    var before =
                            metadata.profiles().putIfAbsent(request.profile().name(), request.profile());
                    if (before != null) {
                        return BaseResponse.of(null, 409);
                    }
                    return (ItemResponse) BaseWithIdResponse.created(null, "id");
                })
                .toList();
    }

    @Override
    public DeviceProfileResponse byName(String name) {
        return DeviceProfileResponse.of(TestMetadata.found(metadata.profiles(), name));
    }

    @Override
    public List<ItemResponse> update(List<DeviceProfileRequest> requests) {
        return requests.stream()
                .map(request -> {
                    metadata.calls()
                            .add("PUT deviceprofile " + request.profile().name());
                    metadata.update(request.profile(), "device-test");
                    return (ItemResponse) BaseResponse.of(null, 200);
                })
                .toList();
    }

    @Override
    public BaseWithIdResponse upload(MultipartFile file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse uploadUpdate(MultipartFile file) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ItemResponse> updateBasicInfo(List<DeviceProfileBasicInfoRequest> requests) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDeviceProfilesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDeviceProfileBasicInfosResponse basicInfos(
            @Nullable String offset, @Nullable String limit, @Nullable String labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDeviceProfilesResponse byModel(String model, @Nullable String offset, @Nullable String limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturer(
            String manufacturer, @Nullable String offset, @Nullable String limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDeviceProfilesResponse byManufacturerAndModel(
            String manufacturer, String model, @Nullable String offset, @Nullable String limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse delete(String name) {
        throw new UnsupportedOperationException();
    }
}
