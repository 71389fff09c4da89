package io.selvage.device.sdk.testing.device;

import io.selvage.device.sdk.DeviceServiceApplication;
import org.springframework.context.annotation.Bean;

/** A device service whose devices are variables. */
@DeviceServiceApplication("device-test")
public class TestDeviceApplication {

    @Bean
    VariableDriver driver() {
        return new VariableDriver();
    }
}
