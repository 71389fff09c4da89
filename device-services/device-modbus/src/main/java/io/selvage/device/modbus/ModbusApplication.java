package io.selvage.device.modbus;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;

/** The service device-modbus. */
@DeviceServiceApplication("device-modbus")
public class ModbusApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        DeviceServices.run(ModbusApplication.class, args);
    }
}
