package io.selvage.device.sdk.publish;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.value.GoDuration;
import io.selvage.device.sdk.config.DeviceInfo;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.service.ServiceIdentity;
import io.selvage.service.telemetry.Metrics;
import java.nio.file.Path;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans on the way to the bus. */
@Configuration(proxyBeanMethods = false)
class PublishConfiguration {

    @Bean
    BusLink busLink(MessageBus bus, Topics topics, ServiceIdentity identity) {
        return new BusLink(bus, topics, identity.key());
    }

    @Bean
    Origins origins() {
        return new Origins(Clock.systemUTC());
    }

    @Bean
    EventPublisher eventPublisher(BusLink link, DeviceServiceConfig config, Metrics metrics) {
        var device = config.device();
        var limits = new EventPublisher.Limits(
                device.asyncBufferSize(), config.maxEventSize(), spool(device.spool(), link.service()));
        return new EventPublisher(link, limits, metrics);
    }

    private static SpoolLimits spool(DeviceInfo.Spool spool, String service) {
        var directory = spool.dir().isBlank() ? Path.of("data", "spool", service) : Path.of(spool.dir());
        return new SpoolLimits(directory, Math.max(0, spool.maxMB()) << 20, GoDuration.parse(spool.after()));
    }
}
