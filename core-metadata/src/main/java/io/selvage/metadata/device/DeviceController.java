package io.selvage.metadata.device;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.BaseWithIdResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.DeviceResponse;
import io.selvage.contracts.device.MultiDevicesResponse;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.metadata.store.Listed;
import io.selvage.service.Batch;
import io.selvage.service.Labels;
import io.selvage.service.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
class DeviceController implements DeviceApi {

    private static final String YES = "true"; // EdgeX takes any other value for no

    private final Devices devices;
    private final Pages pages;

    DeviceController(Devices devices, Pages pages) {
        this.devices = devices;
        this.pages = pages;
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> add(
            List<AddDeviceRequest> requests, @Nullable String bypassValidation, @Nullable String force) {
        return Batch.items(requests, AddDeviceRequest::requestId, request -> {
            var id = YES.equals(force)
                    ? devices.put(request.device())
                    : devices.add(request.device(), !YES.equals(bypassValidation));
            return BaseWithIdResponse.created(request.requestId(), id);
        });
    }

    @Override
    @ResponseStatus(HttpStatus.MULTI_STATUS)
    public List<ItemResponse> update(List<UpdateDeviceRequest> requests, @Nullable String bypassValidation) {
        return Batch.items(requests, UpdateDeviceRequest::requestId, request -> {
            devices.update(request.device(), !YES.equals(bypassValidation));
            return BaseResponse.of(request.requestId(), 200);
        });
    }

    @Override
    public MultiDevicesResponse all(
            @Nullable String offset,
            @Nullable String limit,
            @Nullable String labels,
            @Nullable String descendantsOf,
            @Nullable String maxLevels) {
        var page = pages.of(offset, limit);
        var wanted = Labels.of(labels);
        var levels = levelsOf(maxLevels);
        return answer(
                descendantsOf == null || descendantsOf.isEmpty()
                        ? devices.list(page, wanted)
                        : devices.below(descendantsOf, levels, wanted, page));
    }

    private static int levelsOf(@Nullable String maxLevels) {
        if (maxLevels == null || maxLevels.isBlank()) {
            return 0;
        }
        try {
            var levels = Integer.parseInt(maxLevels.strip());
            if (levels >= -1) {
                return levels;
            }
        } catch (NumberFormatException _) {
            throw Required.invalid("maxLevels '" + maxLevels + "' is no integer");
        }
        throw Required.invalid("maxLevels " + maxLevels + " must be -1 or more");
    }

    @Override
    public DeviceResponse byName(String name) {
        return DeviceResponse.of(devices.get(name));
    }

    @Override
    public DeviceResponse byId(String id) {
        return DeviceResponse.of(devices.byId(id));
    }

    @Override
    public BaseResponse check(String name) {
        if (!devices.exists(name)) {
            throw new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, ""); // EdgeX has no message here
        }
        return BaseResponse.of(null, 200);
    }

    @Override
    public MultiDevicesResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        return answer(devices.ofProfile(name, pages.of(offset, limit)));
    }

    @Override
    public MultiDevicesResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        return answer(devices.ofService(name, pages.of(offset, limit)));
    }

    private static MultiDevicesResponse answer(Listed<Device> found) {
        return MultiDevicesResponse.of(found.total(), found.items());
    }

    @Override
    public BaseResponse delete(String name) {
        devices.delete(name);
        return BaseResponse.of(null, 200);
    }
}
