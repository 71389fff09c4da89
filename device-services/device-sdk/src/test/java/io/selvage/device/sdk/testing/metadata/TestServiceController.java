package io.selvage.device.sdk.testing.metadata;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.deviceservice.DeviceServiceResponse;
import io.selvage.contracts.deviceservice.MultiDeviceServicesResponse;
import io.selvage.contracts.deviceservice.UpdateDeviceServiceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TestServiceController implements DeviceServiceApi {

    private final TestMetadata metadata;

    TestServiceController(TestMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public List<ItemResponse> add(List<AddDeviceServiceRequest> requests) {
        var service = requests.getFirst().service();
        metadata.calls().add("POST deviceservice " + service.name());
        metadata.services().put(service.name(), service);
        return List.of(BaseWithIdResponse.created(null, "id"));
    }

    @Override
    public List<ItemResponse> update(List<UpdateDeviceServiceRequest> requests) {
        var change = requests.getFirst().service();
        var name = String.valueOf(change.name());
        metadata.calls().add("PATCH deviceservice " + name);
        metadata.update(change.appliedTo(TestMetadata.found(metadata.services(), name)));
        return List.of(BaseResponse.of(null, 200));
    }

    @Override
    public DeviceServiceResponse byName(String name) {
        return DeviceServiceResponse.of(TestMetadata.found(metadata.services(), name));
    }

    @Override
    public MultiDeviceServicesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse delete(String name) {
        throw new UnsupportedOperationException();
    }
}
