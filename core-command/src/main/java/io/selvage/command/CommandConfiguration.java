package io.selvage.command;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.EdgeClients;
import io.selvage.service.EdgeConfig;
import io.selvage.service.ServiceInfo;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    private static final String METADATA = "core-metadata";

    @Bean
    CommandConfig config(EdgeConfig config) {
        return config.bind(CommandConfig.class);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceApi deviceApi(EdgeClients clients) {
        return clients.client(DeviceApi.class, METADATA);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceServiceApi deviceServiceApi(EdgeClients clients) {
        return clients.client(DeviceServiceApi.class, METADATA);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceProfileApi deviceProfileApi(EdgeClients clients) {
        return clients.client(DeviceProfileApi.class, METADATA);
    }

    @Bean
    @ConditionalOnMissingBean
    DeviceServices deviceServices(EdgeClients clients, ObjectProvider<LocalDeviceServices> local) {
        return new ReachableDeviceServices(local.getIfAvailable(() -> _ -> null), clients);
    }

    @Bean
    Metadata metadata(DeviceApi devices, DeviceServiceApi services, DeviceProfileApi profiles) {
        return new Metadata(devices, services, profiles);
    }

    @Bean(destroyMethod = "close")
    Routes routes(Metadata metadata, MessageBus bus, Topics topics) {
        return new Routes(metadata, bus, topics);
    }

    @Bean(destroyMethod = "close")
    Commands commands(
            Routes routes, DeviceServices deviceServices, MessageBus bus, Topics topics, ServiceInfo service) {
        return new Commands(routes, deviceServices, bus, topics, service.timeout());
    }

    @Bean
    CoreCommands coreCommands(Metadata metadata, ServiceInfo service) {
        return new CoreCommands(metadata, service.url());
    }
}
