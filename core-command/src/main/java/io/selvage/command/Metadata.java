package io.selvage.command;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.MultiDevicesResponse;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.service.Page;

/** What core-command asks core-metadata for, each time anew: a change there counts from the next command on. */
final class Metadata {

    private final DeviceApi devices;
    private final DeviceServiceApi services;
    private final DeviceProfileApi profiles;
    private final Peer peer = new Peer("core-metadata");

    Metadata(DeviceApi devices, DeviceServiceApi services, DeviceProfileApi profiles) {
        this.devices = devices;
        this.services = services;
        this.profiles = profiles;
    }

    Device device(String name) {
        return peer.call(() -> devices.byName(name)).device();
    }

    MultiDevicesResponse devices(Page page) {
        var offset = String.valueOf(page.offset());
        var limit = String.valueOf(page.limit());
        return peer.call(() -> devices.all(offset, limit, null, null, null));
    }

    DeviceService service(String name) {
        return peer.call(() -> services.byName(name)).service();
    }

    DeviceProfile profile(String name) {
        return peer.call(() -> profiles.byName(name)).profile();
    }
}
