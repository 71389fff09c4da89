package io.selvage.device.sdk.test;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.deviceservice.DeviceServiceResponse;
import io.selvage.contracts.deviceservice.MultiDeviceServicesResponse;
import io.selvage.contracts.deviceservice.UpdateDeviceServiceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Device services as core-metadata answers for them. */
final class InMemoryServices implements DeviceServiceApi {

    private final InMemoryCore core;

    InMemoryServices(InMemoryCore core) {
        this.core = core;
    }

    @Override
    public List<ItemResponse> add(List<AddDeviceServiceRequest> requests) {
        return Batches.adding(requests, request -> {
            core.services.requireFree(request.service().name());
            core.put(request.service());
            return InMemoryCore.newId();
        });
    }

    @Override
    public List<ItemResponse> update(List<UpdateDeviceServiceRequest> requests) {
        return Batches.changing(requests, request -> {
            var change = request.service();
            core.put(change.appliedTo(core.services.get(String.valueOf(change.name()))));
        });
    }

    @Override
    public MultiDeviceServicesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        return core.services.page(_ -> true, offset, limit, MultiDeviceServicesResponse::of);
    }

    @Override
    public DeviceServiceResponse byName(String name) {
        return DeviceServiceResponse.of(core.services.get(name));
    }

    @Override
    public BaseResponse delete(String name) {
        core.services.remove(name);
        return BaseResponse.of(null, 200);
    }
}
