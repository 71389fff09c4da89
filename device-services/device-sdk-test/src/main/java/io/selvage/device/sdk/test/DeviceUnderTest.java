package io.selvage.device.sdk.test;

import io.selvage.device.sdk.DeviceServiceApplication;

/** The device service around a driver that is tested without an application of its own. */
@DeviceServiceApplication("device-under-test")
class DeviceUnderTest {}
