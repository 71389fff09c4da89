package io.selvage.device.sdk.testing.metadata;

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
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RestController;

@RestController
final class TestDeviceController implements DeviceApi {

    private static final int PAGE = 3;

    private final TestMetadata metadata;

    TestDeviceController(TestMetadata metadata) {
        this.metadata = metadata;
    }

    @Override
    public List<ItemResponse> add(
            List<AddDeviceRequest> requests, @Nullable String bypassValidation, @Nullable String force) {
        return requests.stream().map(request -> add(request.device())).toList();
    }

    private ItemResponse add(Device device) {
        metadata.calls().add("POST device " + device.name());
        if (metadata.devices().containsKey(device.name())) {
            return BaseResponse.of(null, 409);
        }
        try {
            metadata.validate(device);
        } catch (EdgeException e) {
            return BaseResponse.error(null, e);
        }
        metadata.put(device);
        return BaseWithIdResponse.created(null, "id of " + device.name());
    }

    @Override
    public List<ItemResponse> update(List<UpdateDeviceRequest> requests, @Nullable String bypassValidation) {
        for (var request : requests) {
            var name = String.valueOf(request.device().name());
            metadata.calls().add("PATCH device " + name + " " + request.device().operatingState());
            metadata.put(request.device().appliedTo(TestMetadata.found(metadata.devices(), name)));
        }
        return requests.stream()
                .map(_ -> (ItemResponse) BaseResponse.of(null, 200))
                .toList();
    }

    @Override
    public DeviceResponse byName(String name) {
        return DeviceResponse.of(TestMetadata.found(metadata.devices(), name));
    }

    /** Pages are short, so that callers show that they ask for the next one. */
    @Override
    public MultiDevicesResponse byService(String name, @Nullable String offset, @Nullable String limit) {
        var all = metadata.devices().values().stream()
                .filter(device -> device.serviceName().equals(name))
                .sorted(Comparator.comparing(Device::name))
                .toList();
        var start = Integer.parseInt(String.valueOf(offset));
        if (start == 0) {
            metadata.deviceLoadBegun();
        }
        metadata.pageRead();
        return MultiDevicesResponse.of(
                all.size(), all.stream().skip(start).limit(PAGE).toList());
    }

    @Override
    public MultiDevicesResponse all(
            @Nullable String offset,
            @Nullable String limit,
            @Nullable String labels,
            @Nullable String descendantsOf,
            @Nullable String maxLevels) {
        throw new UnsupportedOperationException();
    }

    @Override
    public DeviceResponse byId(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse check(String name) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MultiDevicesResponse byProfile(String name, @Nullable String offset, @Nullable String limit) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BaseResponse delete(String name) {
        throw new UnsupportedOperationException();
    }
}
