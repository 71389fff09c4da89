package io.selvage.device.sdk.discovery;

import io.selvage.contracts.command.ProfileScanRequest;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.UpdateDevice;
import io.selvage.contracts.device.UpdateDeviceRequest;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileRequest;
import io.selvage.contracts.systemevent.Progress;
import io.selvage.device.sdk.ProfileScanning;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.DriverGate;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Scans of devices for their profiles: one at a time for each device, and its progress on the bus. */
public final class ProfileScans {

    private static final Logger LOG = LoggerFactory.getLogger(ProfileScans.class);

    private final DriverGate gate;
    private final DeviceStates states;
    private final CoreMetadata metadata;
    private final ProgressEvents events;
    private final Duration patience;
    private final Map<String, CurrentScan> running = new ConcurrentHashMap<>();

    ProfileScans(
            DriverGate gate, DeviceStates states, CoreMetadata metadata, ProgressEvents events, Duration patience) {
        this.gate = gate;
        this.states = states;
        this.metadata = metadata;
        this.events = events;
        this.patience = patience;
    }

    /** The driver's power to scan; NOT_IMPLEMENTED where it has none, SERVICE_UNAVAILABLE before the devices are known. */
    ProfileScanning require(String purpose) {
        if (!(gate.driver() instanceof ProfileScanning scanning)) {
            throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, purpose + " is not implemented");
        }
        states.requireUnlockedService();
        states.requireReady();
        return scanning;
    }

    /** Starts the scan. */
    void start(ProfileScanning scanning, ProfileScanRequest request, String requestId) {
        var device = states.find(request.deviceName()).device();
        var given = request.profileName();
        if (given != null && !given.isEmpty() && isProfile(given)) {
            throw new EdgeException(ErrorKind.STATUS_CONFLICT, "profile name " + given + " is duplicated");
        }
        var name = given == null || given.isEmpty() ? device.name() + "_profile_" + System.currentTimeMillis() : given;
        var scan = new CurrentScan(scanning, device, name, request.options(), requestId);
        if (running.putIfAbsent(device.name(), scan) != null) {
            throw new EdgeException(
                    ErrorKind.STATUS_CONFLICT,
                    "Another profile scan process for " + device.name() + " is currently running");
        }
        scan.thread.start();
    }

    private boolean isProfile(String name) {
        return CoreMetadata.found(() -> metadata.profiles().byName(name)).isPresent();
    }

    /** Stops the scan of the device, if one runs. */
    void stop(ProfileScanning scanning, String deviceName, Map<String, List<String>> options) {
        var device = states.find(deviceName).device();
        var scan = running.get(deviceName);
        if (scan != null) {
            scanning.stopProfileScan(device, options);
            scan.thread.interrupt();
        }
    }

    /** Stops all. */
    public void close() {
        running.values().forEach(scan -> scan.thread.interrupt());
    }

    private final class CurrentScan implements ProfileScanning.Scan {

        private final ProfileScanning scanning;
        private final Device device;
        private final String profileName;
        private final @Nullable Object options;
        private final String requestId;
        private final Thread thread;

        CurrentScan(
                ProfileScanning scanning,
                Device device,
                String profileName,
                @Nullable Object options,
                String requestId) {
            this.scanning = scanning;
            this.device = device;
            this.profileName = profileName;
            this.options = options;
            this.requestId = requestId;
            this.thread =
                    Thread.ofVirtual().name("profile scan " + device.name()).unstarted(this::run);
        }

        private void run() {
            try {
                progress(Progress.STARTED, "");
                var profile = attempt("failed to trigger profile scan", this::scanned);
                attempt("failed to add device profile '" + profile.name() + "'", () -> added(profile));
                attempt(
                        "failed to update device '" + device.name() + "' with profile '" + profile.name() + "'",
                        () -> given(profile));
                progress(Progress.DONE, "");
            } catch (EdgeException e) {
                LOG.error("{}", e.text());
                progress(Progress.FAILED, e.text());
            } finally {
                running.remove(device.name(), this);
            }
        }

        private <T> T attempt(String otherwise, Supplier<T> step) {
            try {
                return step.get();
            } catch (RuntimeException e) {
                var reason = EdgeException.of(e, ErrorKind.SERVER_ERROR).text();
                throw new EdgeException(
                        ErrorKind.SERVER_ERROR, otherwise + ": " + reason + ", Correlation Id: " + requestId, e);
            }
        }

        private DeviceProfile scanned() {
            return gate.call(device.name(), patience, driver -> {
                try {
                    return scanning.scanProfile(device, this);
                } catch (InterruptedException e) {
                    throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "it was stopped", e);
                }
            });
        }

        private ItemResponse added(DeviceProfile profile) {
            return CoreMetadata.accepted(metadata.profiles().add(List.of(DeviceProfileRequest.of(profile))));
        }

        private ItemResponse given(DeviceProfile profile) {
            var change = UpdateDevice.profileName(device.name(), profile.name());
            return CoreMetadata.accepted(metadata.devices().update(List.of(UpdateDeviceRequest.of(change)), "true"));
        }

        @Override
        public String profileName() {
            return profileName;
        }

        @Override
        public @Nullable Object options() {
            return options;
        }

        @Override
        public void progress(int percent, String message) {
            events.tell(ProgressEvents.PROFILE_SCAN, new Progress(requestId, percent, message, 0));
        }
    }
}
