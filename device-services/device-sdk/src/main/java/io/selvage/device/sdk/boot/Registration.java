package io.selvage.device.sdk.boot;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.deviceservice.AddDeviceServiceRequest;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.UpdateDeviceService;
import io.selvage.contracts.deviceservice.UpdateDeviceServiceRequest;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import java.util.List;
import java.util.Map;

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
        var known = CoreMetadata.found(() -> metadata.services().byName(service).service())
                .orElse(null);
        if (known == null) {
            var added =
                    new DeviceService(0, 0, null, service, null, labels, baseAddress, AdminState.UNLOCKED, Map.of());
            var _ = CoreMetadata.accepted(metadata.services().add(List.of(AddDeviceServiceRequest.of(added))));
        } else if (!known.baseAddress().equals(baseAddress) || !known.labels().equals(labels)) {
            var change = new UpdateDeviceService(null, service, null, labels, baseAddress, null, null);
            var _ = CoreMetadata.accepted(metadata.services().update(List.of(UpdateDeviceServiceRequest.of(change))));
        }
        inventory.serviceState(known == null ? AdminState.UNLOCKED : known.adminState());
    }
}
