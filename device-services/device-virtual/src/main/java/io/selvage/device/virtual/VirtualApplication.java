package io.selvage.device.virtual;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import org.springframework.context.annotation.Bean;

/** The service device-virtual. */
@DeviceServiceApplication("device-virtual")
public class VirtualApplication {

    /** Starts the service on its own. */
    public static void main(String[] args) {
        DeviceServices.run(VirtualApplication.class, args);
    }

    @Bean
    VirtualDriver driver() {
        return new VirtualDriver();
    }
}
