package io.selvage.device.rest;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;

/** The service device-rest. */
@DeviceServiceApplication("device-rest")
public class RestApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        DeviceServices.run(RestApplication.class, args);
    }
}
