package io.selvage.device.sdk.boot;

import io.selvage.device.sdk.CustomConfig;
import io.selvage.device.sdk.Secrets;
import io.selvage.device.sdk.autoevent.AutoEvents;
import io.selvage.device.sdk.command.Commands;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.publish.EventPublisher;
import io.selvage.service.EdgeConfig;
import io.selvage.service.ServiceIdentity;
import io.selvage.service.secret.SecretStore;
import org.springframework.boot.autoconfigure.AutoConfigureBefore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The start of a device service and what it needs. */
@Configuration(proxyBeanMethods = false)
@AutoConfigureBefore(name = "io.selvage.service.ServiceConfiguration")
@Import({
    Boot.class,
    Boot.Driving.class,
    Boot.Finding.class,
    Boot.Joining.class,
    Boot.Self.class,
    Boot.Steps.class,
    DeviceValidation.class,
    DriverLifecycle.class,
    Inbox.class,
    InventoryLoader.class,
    MetadataFollower.class,
    MetadataFollower.Loaders.class,
    Persistence.class,
    ProvisionFiles.class,
    Provisioning.class,
    PushedEvents.class,
    Registration.class,
    WatcherLoader.class
})
class BootConfiguration {

    @Bean
    DeviceServiceConfig deviceServiceConfig(EdgeConfig config) {
        return config.bind(DeviceServiceConfig.class);
    }

    @Bean
    CustomConfig customConfig(EdgeConfig config) {
        return new CustomConfig(config);
    }

    @Bean
    ServiceIdentity serviceIdentity(Environment environment) {
        return ServiceIdentity.withSdk(environment.getRequiredProperty("spring.application.name"));
    }

    @Bean
    RemoteFiles remoteFiles(SecretStore secrets) {
        return new RemoteFiles(secrets::get);
    }

    @Bean
    Provisioning.Overwrite overwrite(Environment environment) {
        return Provisioning.Overwrite.of(environment);
    }

    @Bean
    Secrets secrets(SecretStore store) {
        return new DriverSecrets(store);
    }

    @Bean
    AutoEvents autoEvents(Commands commands, EventPublisher publisher, DeviceServiceConfig config) {
        return new AutoEvents(commands, publisher, config.device().autoEvents().sendChangedReadingsOnly());
    }
}
