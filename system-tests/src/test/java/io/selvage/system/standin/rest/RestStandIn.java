package io.selvage.system.standin.rest;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import io.selvage.system.standin.AbsentDevices;
import org.springframework.context.annotation.Bean;

/** Registers under the name of EdgeX's device-rest. */
@DeviceServiceApplication("device-rest")
public class RestStandIn {

    /** Starts it on its own. */
    public static void main(String[] args) {
        DeviceServices.run(RestStandIn.class, args);
    }

    @Bean
    AbsentDevices driver() {
        return new AbsentDevices();
    }
}
