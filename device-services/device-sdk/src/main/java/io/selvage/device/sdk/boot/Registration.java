package io.selvage.device.sdk.boot;

import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.UpdateDeviceService;
import io.selvage.contracts.deviceservice.UpdateDeviceServiceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes the service itself known to core-metadata. A lock that an operator set stays, unlike with EdgeX's Go SDK. */
final class Registration {

    private final CoreMetadata metadata;
    private final Inventory inventory;

    Registration(CoreMetadata metadata, Inventory inventory) {
        this.metadata = metadata;
        this.inventory = inventory;
    }

    /**
     * Adds the service, or corrects what has changed.
     *
     * @param baseAddress URL under which core-command reaches the service
     */
    void register(String service, String baseAddress, List<String> labels) {
        var known = known(service);
        if (known == null) {
            var added =
                    new DeviceService(0, 0, null, service, null, labels, baseAddress, AdminState.UNLOCKED, Map.of());
            check(metadata.services().add(List.of(AddDeviceServiceRequest.of(added))));
        } else if (!known.baseAddress().equals(baseAddress) || !known.labels().equals(labels)) {
            var change = new UpdateDeviceService(null, service, null, labels, baseAddress, null, null);
            check(metadata.services().update(List.of(UpdateDeviceServiceRequest.of(change))));
        }
        inventory.serviceState(known == null ? AdminState.UNLOCKED : known.adminState());
    }

    private @Nullable DeviceService known(String service) {
        try {
            return metadata.services().byName(service).service();
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.ENTITY_DOES_NOT_EXIST) {
                return null;
            }
            throw e;
        }
    }

    private static void check(List<ItemResponse> items) {
        for (var item : items) {
            if (item.statusCode() >= 300) {
                throw new EdgeException(
                        ErrorKind.ofStatus(item.statusCode()), "core-metadata refused: " + item.message());
            }
        }
    }
}
