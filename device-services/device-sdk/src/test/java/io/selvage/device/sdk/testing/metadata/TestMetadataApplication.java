package io.selvage.device.sdk.testing.metadata;

import io.selvage.service.EdgeConfig;
import io.selvage.service.EdgeService;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import org.springframework.context.annotation.Bean;

/** As much of core-metadata over HTTP as a device service needs. */
@EdgeService("core-metadata")
public class TestMetadataApplication {

    record Config(ServiceInfo service) implements RunningConfig {}

    @Bean
    Config config(EdgeConfig config) {
        return config.bind(Config.class);
    }
}
