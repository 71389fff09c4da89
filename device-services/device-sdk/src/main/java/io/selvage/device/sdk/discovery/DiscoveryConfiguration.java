package io.selvage.device.sdk.discovery;

import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.CoreMetadata;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.DriverGate;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.BusLink;
import io.selvage.device.sdk.publish.Origins;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The beans of searches and scans. */
@Configuration(proxyBeanMethods = false)
@Import({DiscoveryController.class, ProfileScanController.class})
class DiscoveryConfiguration {

    @Bean
    Watchers watchers() {
        return new Watchers();
    }

    @Bean
    ProgressEvents progressEvents(BusLink link, Origins origins) {
        return new ProgressEvents(link, origins);
    }

    @Bean(destroyMethod = "") // the timer closes it
    Discovery discovery(DeviceDriver driver, FoundDevices devices, ProgressEvents events) {
        return new Discovery(driver, devices, events);
    }

    @Bean(destroyMethod = "close")
    DiscoveryTimer discoveryTimer(Discovery discovery, DeviceStates states, DeviceServiceConfig config) {
        return new DiscoveryTimer(discovery, states, config.device().discovery());
    }

    @Bean
    FoundDevices foundDevices(Watchers watchers, Inventory inventory, CoreMetadata metadata, BusLink link) {
        return new FoundDevices(watchers, inventory, metadata, link);
    }

    @Bean(destroyMethod = "")
    ProfileScans profileScans(
            DriverGate gate,
            DeviceStates states,
            CoreMetadata metadata,
            ProgressEvents events,
            DeviceServiceConfig config) {
        return new ProfileScans(gate, states, metadata, events, config.service().timeout());
    }
}
