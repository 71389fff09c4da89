package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.topic.Topics;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The beans that every service is given. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    EdgeConfig edgeConfig(Environment environment) {
        return new EdgeConfig(environment);
    }

    @Bean
    ServiceInfo serviceInfo(EdgeConfig config) {
        return config.section("Service", ServiceInfo.class);
    }

    @Bean
    MessageBusInfo messageBusInfo(EdgeConfig config) {
        return config.section("MessageBus", MessageBusInfo.class);
    }

    @Bean
    @ConditionalOnMissingBean(search = SearchStrategy.CURRENT)
    ServiceIdentity serviceIdentity(Environment environment) {
        return ServiceIdentity.of(environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    Topics topics(ServiceInfo service, MessageBusInfo bus) {
        return new Topics(bus.baseTopicPrefix(), service.enableNameFieldEscape());
    }

    @Bean
    Pages pages(ServiceInfo service) {
        return new Pages(service.maxResultCount());
    }

    @Bean
    EdgeClients edgeClients(EdgeConfig config, ServiceInfo service) {
        return new EdgeClients(config, service);
    }

    @Bean(initMethod = "apply")
    LogLevels logLevels(EdgeConfig config, Environment environment, ApplicationContext context) {
        var service = environment.getProperty(EdgeServices.PACKAGE, "io.selvage");
        return new LogLevels(config, context.getParent() == null ? "io.selvage" : service);
    }

    @Bean
    @ConditionalOnBean(value = ConfigurationProvider.class, search = SearchStrategy.CURRENT)
    ConfigurationWatch configurationWatch(ConfigurationProvider provider, MessageBus bus, LogLevels logLevels) {
        return new ConfigurationWatch(provider, bus, logLevels);
    }

    @Bean
    @ConditionalOnBean(value = RegistryEntry.class, search = SearchStrategy.CURRENT)
    Registrar registrar(
            RegistryEntry entry, ServiceIdentity identity, ServiceInfo service, WebServerApplicationContext context) {
        return new Registrar(entry, identity, service, context);
    }

    @Bean
    JsonMapper jsonMapper() {
        return EdgeJson.mapper();
    }

    @Bean
    @ConditionalOnMissingBean(BodyBudget.class)
    BodyBudget bodyBudget() {
        return BodyBudget.ofHeap();
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(MessageBus.class)
    MessageBus messageBus(ServiceIdentity identity, MessageBusInfo info) {
        return Buses.connect(identity, info);
    }
}
