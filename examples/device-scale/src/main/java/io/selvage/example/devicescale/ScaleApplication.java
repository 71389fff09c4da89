package io.selvage.example.devicescale;

import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import org.springframework.context.annotation.Bean;

/** The service device-scale. */
@DeviceServiceApplication("device-scale")
public class ScaleApplication {

    /** Starts the service; {@code --Service.Port=59998} and the like change its configuration. */
    public static void main(String[] args) {
        DeviceServices.run(ScaleApplication.class, args);
    }

    @Bean
    DeviceDriver driver() {
        return new ScaleDriver();
    }
}
