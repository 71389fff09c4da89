package io.selvage.device.sdk.command;

import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.config.DeviceServiceConfig.Writable;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.DriverGate;
import io.selvage.device.sdk.publish.BusLink;
import io.selvage.device.sdk.publish.EventPublisher;
import io.selvage.device.sdk.publish.Origins;
import io.selvage.service.EdgeConfig;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The beans of commands. */
@Configuration(proxyBeanMethods = false)
@Import(CommandController.class)
class CommandConfiguration {

    @Bean
    Commands commands(
            DeviceStates states, DriverGate gate, Origins origins, DeviceServiceConfig config, EdgeConfig source) {
        return new Commands(states, gate, origins, config, source.live("Writable", Writable.class));
    }

    @Bean
    Comebacks comebacks(Commands commands, DeviceStates states, DeviceServiceConfig config) {
        return new Comebacks(
                commands, states, Duration.ofSeconds(config.device().deviceDownTimeout()));
    }

    @Bean
    BusCommands busCommands(Commands commands, EventPublisher publisher, BusLink link, DeviceServiceConfig config) {
        return new BusCommands(commands, publisher, link, config.service().timeout());
    }

    /** Before the configurers of the service: the first converter that can write an answer writes it. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    WebMvcConfigurer eventAnswers() {
        return new WebMvcConfigurer() {
            @Override
            public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
                converters.addCustomConverter(new EventResponseConverter());
            }
        };
    }
}
