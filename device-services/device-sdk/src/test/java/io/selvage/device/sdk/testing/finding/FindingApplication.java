package io.selvage.device.sdk.testing.finding;

import io.selvage.device.sdk.DeviceServiceApplication;
import org.springframework.context.annotation.Bean;

/** A device service whose driver finds devices and profiles. */
@DeviceServiceApplication("device-test")
public class FindingApplication {

    @Bean
    FindingDriver driver() {
        return new FindingDriver();
    }
}
