package io.selvage.command;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.device.MultiDevicesResponse;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.service.Page;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * What core-command asks core-metadata for. Where too many questions wait for an answer, further ones are refused.
 */
final class Metadata {

    private static final int AT_ONCE = 512;

    private final DeviceApi devices;
    private final DeviceServiceApi services;
    private final DeviceProfileApi profiles;
    private final Peer peer = new Peer("core-metadata");
    private final Semaphore room = new Semaphore(AT_ONCE);

    Metadata(DeviceApi devices, DeviceServiceApi services, DeviceProfileApi profiles) {
        this.devices = devices;
        this.services = services;
        this.profiles = profiles;
    }

    Device device(String name) {
        return ask(() -> devices.byName(name)).device();
    }

    MultiDevicesResponse devices(Page page) {
        var offset = String.valueOf(page.offset());
        var limit = String.valueOf(page.limit());
        return ask(() -> devices.all(offset, limit, null, null, null));
    }

    private <T> T ask(Supplier<T> question) {
        if (!room.tryAcquire()) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "core-metadata has not answered " + AT_ONCE + " earlier requests");
        }
        try {
            return peer.call(question);
        } finally {
            room.release();
        }
    }

    DeviceService service(String name) {
        return ask(() -> services.byName(name)).service();
    }

    DeviceProfile profile(String name) {
        return ask(() -> profiles.byName(name)).profile();
    }
}
