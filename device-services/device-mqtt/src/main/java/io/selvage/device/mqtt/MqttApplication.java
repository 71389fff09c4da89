package io.selvage.device.mqtt;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;

/** The service device-mqtt. */
@DeviceServiceApplication("device-mqtt")
public class MqttApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        DeviceServices.run(MqttApplication.class, args);
    }
}
