package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.deviceservice.DeviceServiceApi;
import io.selvage.contracts.profile.DeviceProfileApi;
import io.selvage.contracts.watcher.ProvisionWatcherApi;
import io.selvage.device.sdk.DeviceCatalog;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.service.EdgeClients;
import io.selvage.service.telemetry.Metrics;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The beans of what the service knows. */
@Configuration(proxyBeanMethods = false)
class InventoryConfiguration {

    private static final String CORE_METADATA = "core-metadata";

    /** In the box the parent context has these APIs. Not a condition: that would be decided at build time, without it. */
    @Bean
    CoreMetadata coreMetadata(
            ObjectProvider<DeviceApi> devices,
            ObjectProvider<DeviceProfileApi> profiles,
            ObjectProvider<DeviceServiceApi> services,
            ObjectProvider<ProvisionWatcherApi> watchers,
            EdgeClients clients) {
        return new CoreMetadata(
                devices.getIfAvailable(() -> clients.client(DeviceApi.class, CORE_METADATA)),
                profiles.getIfAvailable(() -> clients.client(DeviceProfileApi.class, CORE_METADATA)),
                services.getIfAvailable(() -> clients.client(DeviceServiceApi.class, CORE_METADATA)),
                watchers.getIfAvailable(() -> clients.client(ProvisionWatcherApi.class, CORE_METADATA)));
    }

    @Bean
    Readiness readiness() {
        return new Readiness();
    }

    @Bean
    DeviceCatalog deviceCatalog(Readiness readiness, ObjectProvider<Inventory> inventory) {
        return new InventoryCatalog(readiness, inventory);
    }

    @Bean
    DriverGate driverGate(DeviceDriver driver) {
        return new DriverGate(driver);
    }

    @Bean
    Inventory inventory(DriverGate gate) {
        return new Inventory(gate);
    }

    @Bean
    LastConnected lastConnected(Inventory inventory, Metrics metrics) {
        var times = new LastConnected(metrics, Clock.systemUTC());
        inventory.listen(times);
        return times;
    }

    @Bean
    DeviceStates deviceStates(
            Readiness readiness,
            Inventory inventory,
            CoreMetadata metadata,
            DeviceServiceConfig config,
            LastConnected lastConnected) {
        return new DeviceStates(readiness, inventory, metadata, config.device().allowedFails(), lastConnected);
    }
}
