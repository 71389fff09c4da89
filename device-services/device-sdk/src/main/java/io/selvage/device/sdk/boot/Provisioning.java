package io.selvage.device.sdk.boot;

import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.watcher.AddProvisionWatcherRequest;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Adds to core-metadata the profiles, devices and provision watchers that it does not know yet; what it knows stays as it is. */
final class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final int BATCH = 25;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500; // also what a device is refused with that the driver does not accept

    private final CoreMetadata metadata;
    private final Inventory inventory;

    Provisioning(CoreMetadata metadata, Inventory inventory) {
        this.metadata = metadata;
        this.inventory = inventory;
    }

    /** Throws where a second attempt may help. */
    void profiles(List<DeviceProfile> profiles) {
        var unknown = profiles.stream().filter(this::isUnknown).toList();
        inBatches(
                unknown,
                DeviceProfile::name,
                batch -> metadata.profiles()
                        .add(batch.stream().map(DeviceProfileRequest::of).toList()));
    }

    private boolean isUnknown(DeviceProfile profile) {
        try {
            metadata.profiles().byName(profile.name());
            return false;
        } catch (EdgeException e) {
            if (e.kind() == ErrorKind.ENTITY_DOES_NOT_EXIST) {
                return true;
            }
            throw e;
        }
    }

    /** Throws where a second attempt may help. */
    void devices(List<Device> devices) {
        var unknown = devices.stream()
                .filter(device -> inventory.find(device.name()).isEmpty())
                .toList();
        inBatches(
                unknown,
                Device::name,
                batch -> metadata.devices()
                        .add(batch.stream().map(AddDeviceRequest::of).toList(), null, null));
    }

    /** Throws where a second attempt may help. */
    void watchers(List<ProvisionWatcher> watchers) {
        inBatches(
                watchers,
                ProvisionWatcher::name,
                batch -> metadata.watchers()
                        .add(batch.stream().map(AddProvisionWatcherRequest::of).toList()));
    }

    private static <T> void inBatches(
            List<T> things, Function<T, String> name, Function<List<T>, List<ItemResponse>> add) {
        for (var start = 0; start < things.size(); start += BATCH) {
            var batch = things.subList(start, Math.min(things.size(), start + BATCH));
            var answers = add.apply(batch);
            for (var i = 0; i < answers.size(); i++) {
                check(name.apply(batch.get(i)), answers.get(i));
            }
        }
    }

    private static void check(String name, ItemResponse answer) {
        var status = answer.statusCode();
        if (status > SERVER_ERROR) {
            throw new EdgeException(ErrorKind.ofStatus(status), name + " is not added: " + answer.message());
        }
        if (status >= 400 && status != CONFLICT) {
            LOG.error("core-metadata refused {}: {}", name, answer.message());
        }
    }
}
