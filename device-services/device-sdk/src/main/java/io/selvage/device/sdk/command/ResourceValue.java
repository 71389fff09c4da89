package io.selvage.device.sdk.command;

import io.selvage.contracts.profile.DeviceResource;
import io.selvage.device.sdk.Value;

/** What a resource of a device held, or was given. */
record ResourceValue(DeviceResource resource, Value value) {}
