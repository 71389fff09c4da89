package io.selvage.device.sdk.publish;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.topic.Topics;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.service.ServiceIdentity;
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
    EventPublisher eventPublisher(BusLink link, DeviceServiceConfig config) {
        return new EventPublisher(link, config.device().asyncBufferSize(), config.maxEventSize());
    }
}
