package io.selvage.metadata.deviceservice;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.deviceservice.DeviceServiceResponse;
import io.selvage.contracts.deviceservice.MultiDeviceServicesResponse;
import io.selvage.contracts.deviceservice.UpdateDeviceServiceRequest;
import io.selvage.service.Batch;
import io.selvage.service.Labels;
import io.selvage.service.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceServiceController implements DeviceServiceApi {

    private final DeviceServices services;
    private final Pages pages;

    DeviceServiceController(DeviceServices services, Pages pages) {
        this.services = services;
        this.pages = pages;
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> add(List<AddDeviceServiceRequest> requests) {
        return Batch.items(
                requests,
                AddDeviceServiceRequest::requestId,
                request -> BaseWithIdResponse.created(request.requestId(), services.add(request.service())));
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> update(List<UpdateDeviceServiceRequest> requests) {
        return Batch.items(requests, UpdateDeviceServiceRequest::requestId, request -> {
            services.update(request.service());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public MultiDeviceServicesResponse all(@Nullable String offset, @Nullable String limit, @Nullable String labels) {
        var found = services.list(pages.of(offset, limit), Labels.of(labels));
        return MultiDeviceServicesResponse.of(found.total(), found.items());
    }

    @Override
    public DeviceServiceResponse byName(String name) {
        return DeviceServiceResponse.of(services.get(name));
    }

    @Override
    public BaseResponse delete(String name) {
        services.delete(name);
        return BaseResponse.of(null, 200);
    }
}
