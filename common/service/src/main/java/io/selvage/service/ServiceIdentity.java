package io.selvage.service;

import org.jspecify.annotations.Nullable;

/**
 * Who the service is.
 *
 * @param key such as {@code core-data}
 * @param version of EdgeX's API first, since its clients compare that, then our own
 * @param sdkVersion of device and app services
 */
public record ServiceIdentity(
        String key, String version, @Nullable String sdkVersion) {

    /** The release of EdgeX whose behaviour the services have. */
    public static final String EDGEX_VERSION = "4.1.0";

    /** The identity of a core or support service. */
    public static ServiceIdentity of(String key) {
        return new ServiceIdentity(key, EDGEX_VERSION + "-selvage", null);
    }

    /** The identity of a device or app service. */
    public static ServiceIdentity withSdk(String key) {
        return new ServiceIdentity(key, EDGEX_VERSION + "-selvage", EDGEX_VERSION + "-selvage");
    }
}
