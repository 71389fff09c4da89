package io.selvage.metadata.profile;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.profile.AddDeviceCommandRequest;
import io.selvage.contracts.profile.AddDeviceResourceRequest;
import io.selvage.contracts.profile.DeviceProfileTagsRequest;
import io.selvage.contracts.profile.DeviceResourceResponse;
import io.selvage.contracts.profile.ProfilePartsApi;
import io.selvage.contracts.profile.UpdateDeviceCommandRequest;
import io.selvage.contracts.profile.UpdateDeviceResourceRequest;
import io.selvage.service.Batch;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class ProfilePartsController implements ProfilePartsApi {

    private final ProfileParts parts;

    ProfilePartsController(ProfileParts parts) {
        this.parts = parts;
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> addResources(List<AddDeviceResourceRequest> requests) {
        return Batch.items(requests, AddDeviceResourceRequest::requestId, request -> {
            parts.add(request.profileName(), request.resource());
            return BaseResponse.of(request.requestId(), 201);
        });
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> updateResources(List<UpdateDeviceResourceRequest> requests) {
        return Batch.items(requests, UpdateDeviceResourceRequest::requestId, request -> {
            parts.update(request.profileName(), request.resource());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public BaseResponse deleteResource(String name, String resource) {
        parts.deleteResource(name, resource);
        return BaseResponse.of(null, 200);
    }

    @Override
    public DeviceResourceResponse resource(String name, String resource) {
        return DeviceResourceResponse.of(parts.resource(name, resource));
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> addCommands(List<AddDeviceCommandRequest> requests) {
        return Batch.items(requests, AddDeviceCommandRequest::requestId, request -> {
            parts.add(request.profileName(), request.deviceCommand());
            return BaseResponse.of(request.requestId(), 201);
        });
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> updateCommands(List<UpdateDeviceCommandRequest> requests) {
        return Batch.items(requests, UpdateDeviceCommandRequest::requestId, request -> {
            parts.update(request.profileName(), request.deviceCommand());
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public BaseResponse deleteCommand(String name, String command) {
        parts.deleteCommand(name, command);
        return BaseResponse.of(null, 200);
    }

    @Override
    public BaseResponse updateTags(String name, DeviceProfileTagsRequest request) {
        parts.tag(name, request);
        return BaseResponse.of(request.requestId(), 200);
    }
}
