package io.selvage.device.sdk;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceProfile;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An optional power of a driver: making the profile of a device by asking the device. A driver has it by implementing
 * this interface too.
 */
public interface ProfileScanning {

    /**
     * The profile that the device tells of itself, which the SDK then adds to core-metadata and gives to the device. It
     * has the turn of the device: no other call for it comes meanwhile. The thread is interrupted when someone stops the
     * scan or the service ends.
     */
    DeviceProfile scanProfile(Device device, Scan scan) throws InterruptedException;

    /**
     * Tells that the scan of the device is about to be stopped.
     *
     * @param options the query of the request
     */
    default void stopProfileScan(Device device, Map<String, List<String>> options) {}

    /** The scan under way. */
    interface Scan {

        /** The name that the profile shall have. */
        String profileName();

        /** Whatever JSON the request gave for the driver. */
        @Nullable
        Object options();

        /** Tells whoever listens how far the scan is: percent, and a remark that may be empty. */
        void progress(int percent, String message);
    }
}
