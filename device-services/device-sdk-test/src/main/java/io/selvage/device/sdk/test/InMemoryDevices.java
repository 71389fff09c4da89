package io.selvage.device.sdk.test;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.DeviceResponse;
import io.selvage.contracts.device.MultiDevicesResponse;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Devices as core-metadata answers for them. */
final class InMemoryDevices implements DeviceApi {

    private final InMemoryCore core;

    InMemoryDevices(InMemoryCore core) {
        this.core = core;
    }

    @Override
    public List<ItemResponse> add(
            List<AddDeviceRequest> requests, @Nullable String bypassValidation, @Nullable String force) {
        return Batches.adding(
                requests, request -> String.valueOf(core.add(request.device()).id()));
    }

    @Override
    public List<ItemResponse> update(List<UpdateDeviceRequest> requests, @Nullable String bypassValidation) {
        var trusted = Boolean.parseBoolean(bypassValidation);
        return Batches.changing(requests, request -> change(request.device(), trusted));
    }

    private void change(UpdateDevice change, boolean trusted) {
        var changed = change.appliedTo(core.devices.get(String.valueOf(change.name())));
        if (trusted) {
            core.put(changed);
        } else {
            core.update(changed);
        }
    }

    @Override
    public MultiDevicesResponse all(
            @Nullable String offset,
            @Nullable String limit,
            @Nullable String labels,
            @Nullable String descendantsOf,
            @Nullable String maxLevels) {
        return core.devices.page(_ -> true, offset, limit, MultiDevicesResponse::of);
    }

    @Override
    public DeviceResponse byName(String name) {
        return DeviceResponse.of(core.devices.get(name));
    }

    @Override
    public DeviceResponse byId(String id) {
        throw Batches.notHere("device ids");
    }

    @Override
    public BaseResponse check(String name) {
        core.devices.get(name);
        return BaseResponse.of(null, 200);
    }

    @Override
    public MultiDevicesResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        return core.devices.page(device -> name.equals(device.profileName()), offset, limit, MultiDevicesResponse::of);
    }

    @Override
    public MultiDevicesResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        return core.devices.page(device -> name.equals(device.serviceName()), offset, limit, MultiDevicesResponse::of);
    }

    @Override
    public BaseResponse delete(String name) {
        core.removeDevice(name);
        return BaseResponse.of(null, 200);
    }
}
