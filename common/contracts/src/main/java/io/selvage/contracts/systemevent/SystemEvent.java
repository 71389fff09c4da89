package io.selvage.contracts.systemevent;

import io.selvage.contracts.common.ApiVersion;
import org.jspecify.annotations.Nullable;

/**
 * A change that a service tells to others over the bus.
 *
 * @param type {@code device}, {@code deviceprofile}, {@code deviceservice} or {@code provisionwatcher}
 * @param action {@code add}, {@code update} or {@code delete}; of device services {@code discovery}, {@code profilescan}
 * @param owner the device service that it concerns, or {@code core-metadata}
 * @param details the thing itself after the change: the record, or its JSON as a map
 * @param timestamp ns since the epoch
 */
public record SystemEvent(
        String apiVersion,
        String type,
        String action,
        String source,
        String owner,
        @Nullable Object tags,
        Object details,
        long timestamp) {

    /** An event of core-metadata. */
    public static SystemEvent ofMetadata(String type, String action, String owner, Object details, long timestamp) {
        return new SystemEvent(ApiVersion.V3, type, action, "core-metadata", owner, null, details, timestamp);
    }

    /** An event of a device service about itself. */
    public static SystemEvent ofDeviceService(String service, String action, Object details, long timestamp) {
        return new SystemEvent(ApiVersion.V3, "device", action, service, service, null, details, timestamp);
    }
}
