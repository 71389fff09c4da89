package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;

/** Core-metadata as this service sees it: in the same JVM or over HTTP. */
public record CoreMetadata(
        DeviceApi devices, DeviceProfileApi profiles, DeviceServiceApi services, ProvisionWatcherApi watchers) {}
