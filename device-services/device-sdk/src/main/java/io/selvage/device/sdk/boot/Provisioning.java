package io.selvage.device.sdk.boot;

import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.watcher.AddProvisionWatcherRequest;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.service.Flags;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.Environment;

/**
 * Adds to core-metadata the profiles, devices and provision watchers that it does not know yet. What it knows stays as it
 * is, unless profiles or devices shall be overwritten: then all but the states of a device follows the files.
 */
final class Provisioning {

    private static final Logger LOG = LoggerFactory.getLogger(Provisioning.class);
    private static final int BATCH = 25;
    private static final int CONFLICT = 409;
    private static final int SERVER_ERROR = 500; // also what a device is refused with that the driver does not accept

    private final CoreMetadata metadata;
    private final Inventory inventory;
    private final Overwrite overwrite;

    /** Whether what is known shall follow the files: EdgeX's options {@code -op} and {@code -od}. */
    record Overwrite(boolean profiles, boolean devices) {

        static Overwrite of(Environment environment) {
            return new Overwrite(
                    Flags.parse("overwriteProfiles", environment.getProperty("overwriteProfiles")),
                    Flags.parse("overwriteDevices", environment.getProperty("overwriteDevices")));
        }
    }

    Provisioning(CoreMetadata metadata, Inventory inventory, Overwrite overwrite) {
        this.metadata = metadata;
        this.overwrite = overwrite;
        this.inventory = inventory;
    }

    /** Throws where a second attempt may help. */
    void profiles(List<DeviceProfile> profiles) {
        var isKnown = profiles.stream().collect(Collectors.partitioningBy(profile -> !isUnknown(profile)));
        inBatches(
                known(isKnown, false),
                DeviceProfile::name,
                batch -> metadata.profiles()
                        .add(batch.stream().map(DeviceProfileRequest::of).toList()));
        inBatches(
                overwrite.profiles() ? known(isKnown, true) : List.of(),
                DeviceProfile::name,
                batch -> metadata.profiles()
                        .update(batch.stream().map(DeviceProfileRequest::of).toList()));
    }

    private boolean isUnknown(DeviceProfile profile) {
        return CoreMetadata.found(() -> metadata.profiles().byName(profile.name()))
                .isEmpty();
    }

    /** Throws where a second attempt may help. */
    void devices(List<Device> devices) {
        var isKnown = devices.stream().collect(Collectors.partitioningBy(this::isKnown));
        inBatches(
                known(isKnown, false),
                Device::name,
                batch -> metadata.devices()
                        .add(batch.stream().map(AddDeviceRequest::of).toList(), null, null));
        inBatches(
                overwrite.devices() ? known(isKnown, true) : List.of(),
                Device::name,
                batch -> metadata.devices()
                        .update(
                                batch.stream()
                                        .map(device -> UpdateDeviceRequest.of(UpdateDevice.ofAllButStates(device)))
                                        .toList(),
                                null));
    }

    private boolean isKnown(Device device) {
        return inventory.find(device.name()).isPresent();
    }

    private static <T> List<T> known(Map<Boolean, List<T>> isKnown, boolean known) {
        return isKnown.getOrDefault(known, List.of());
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
