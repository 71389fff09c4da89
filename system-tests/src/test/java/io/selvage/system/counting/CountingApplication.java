package io.selvage.system.counting;

import io.selvage.device.sdk.DeviceServiceApplication;
import io.selvage.device.sdk.DeviceServices;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;

/** Runs until it is killed, and counts on from there when it is started again. */
@DeviceServiceApplication("device-counting")
public class CountingApplication {

    /** Starts it on its own. */
    public static void main(String[] args) {
        DeviceServices.run(CountingApplication.class, args);
    }

    @Bean
    CountingDriver driver(@Value("${Driver.Directory}") Path directory) {
        return new CountingDriver(directory);
    }
}
