package io.selvage.system.live.pump;

import io.selvage.service.EdgeConfig;
import io.selvage.service.EdgeService;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import java.util.function.Supplier;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.context.annotation.Bean;

/** A service with one setting that may change while it runs, and one that may not. */
@EdgeService("test-pump")
public class PumpApplication {

    /** What may change. */
    public record Writable(@DefaultValue("INFO") String logLevel, int speed) {}

    /** All that it is told. */
    public record Config(Writable writable, ServiceInfo service, MessageBusInfo messageBus) implements RunningConfig {}

    /** The newest speed, and what the service started with. */
    public record Speed(Supplier<Writable> newest, Config started) {}

    @Bean
    Config config(EdgeConfig config) {
        return config.bind(Config.class);
    }

    @Bean
    Speed speed(EdgeConfig edge, Config config) {
        return new Speed(edge.live("Writable", Writable.class), config);
    }
}
