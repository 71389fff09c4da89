package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.keyvalue.KeyValueApi;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.registry.KeeperSource;
import io.selvage.service.registry.ServiceDirectory;
import io.selvage.service.secret.InsecureSecrets;
import io.selvage.service.secret.SecretStore;
import io.selvage.service.telemetry.Metrics;
import io.selvage.service.telemetry.TelemetryInfo;
import io.selvage.service.telemetry.TelemetryReporter;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.SearchStrategy;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import tools.jackson.databind.json.JsonMapper;

/** The beans that every service is given. */
@Configuration(proxyBeanMethods = false)
class ServiceConfiguration {

    /** The section of every service that says what is reported. */
    static final String TELEMETRY = "Writable.Telemetry";

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
    EdgeClients edgeClients(EdgeConfig config, ServiceInfo service, ObjectProvider<ServiceDirectory> directory) {
        return new EdgeClients(config, service, directory.getIfAvailable());
    }

    @Bean(initMethod = "apply")
    LogLevels logLevels(EdgeConfig config, Environment environment, ApplicationContext context) {
        var service = environment.getProperty(EdgeServices.PACKAGE, "io.selvage");
        var levels = new LogLevels(config, context.getParent() == null ? "io.selvage" : service);
        config.onChange(levels::apply);
        return levels;
    }

    /** Of core-keeper itself, which answers when its database is open. */
    @Bean
    @ConditionalOnBean(value = KeyValueApi.class, search = SearchStrategy.CURRENT)
    ConfigurationProvider configurationOfKeeper(
            @Lazy KeyValueApi keeper,
            ServiceIdentity identity,
            ConfigurableEnvironment environment,
            EdgeConfig config) {
        return ConfigurationProvider.ofWritable(identity.key(), new KeeperSource(keeper), environment, config);
    }

    @Bean
    @ConditionalOnBean(value = ConfigurationProvider.class, search = SearchStrategy.CURRENT)
    ConfigurationWatch configurationWatch(ConfigurationProvider provider, MessageBus bus, EdgeConfig config) {
        return new ConfigurationWatch(provider, bus, config, ConfigurationWatch.READ_AGAIN);
    }

    @Bean
    UnknownKeys unknownKeys(ConfigurableEnvironment environment, EdgeConfig config, ServiceIdentity identity) {
        return new UnknownKeys(environment, config, identity.key());
    }

    @Bean
    @ConditionalOnBean(value = ServiceDirectory.class, search = SearchStrategy.CURRENT)
    Registrar registrar(
            ServiceDirectory directory,
            ServiceIdentity identity,
            ServiceInfo service,
            WebServerApplicationContext context) {
        return new Registrar(directory, identity, service, context);
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

    @Bean
    Metrics metrics() {
        return new Metrics();
    }

    @Bean
    TelemetryReporter telemetryReporter(
            ServiceIdentity identity, Metrics metrics, MessageBus bus, Topics topics, EdgeConfig config) {
        var reporter = new TelemetryReporter(
                identity.key(), metrics, bus, topics, config.live(TELEMETRY, TelemetryInfo.class));
        config.onChange(reporter::changed);
        return reporter;
    }

    @Bean
    SecretStore secretStore(
            ConfigurableEnvironment environment,
            ObjectProvider<ConfigurationProvider> provider,
            EdgeConfig config,
            Metrics metrics) {
        var keeper = provider.getIfAvailable();
        var secrets = new InsecureSecrets(environment, keeper == null ? null : keeper::keepSecret, metrics);
        config.onChange(secrets::changed);
        return secrets;
    }

    @Bean(destroyMethod = "close")
    @ConditionalOnMissingBean(MessageBus.class)
    MessageBus messageBus(ServiceIdentity identity, MessageBusInfo info, SecretStore secrets) {
        return Buses.connect(Buses.clientId(identity, info), info, secrets);
    }

    @Bean
    BusConnections busConnections(ServiceIdentity identity, MessageBusInfo info, SecretStore secrets) {
        return new BusConnections(Buses.clientId(identity, info), clientId -> Buses.connect(clientId, info, secrets));
    }
}
