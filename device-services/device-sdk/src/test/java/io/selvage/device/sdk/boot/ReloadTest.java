package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.watcher.ProvisionWatcher;
import io.selvage.device.sdk.discovery.Watchers;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.inventory.KnownDevice;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.finding.FindingApplication;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What core-metadata tells while all devices and watchers are loaded once more counts more than what the load brings. */
class ReloadTest {

    private final TestCore core = TestCore.started();
    private TestService service;
    private Inventory inventory;
    private Watchers watchers;

    @BeforeEach
    void start() {
        Stream.of("a", "b", "c", "d").forEach(name -> core.metadata().put(device(name)));
        Stream.of("v", "w").forEach(name -> core.metadata().put(watcher(name)));
        service = core.start(FindingApplication.class).knows("d");
        inventory = service.bean(Inventory.class);
        watchers = service.bean(Watchers.class);
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private static Device device(String name) {
        return TestCore.yaml("""
                {name: %s, serviceName: device-test, adminState: UNLOCKED, operatingState: UP, protocols: {}}
                """.formatted(name), Device.class);
    }

    private static ProvisionWatcher watcher(String name) {
        return TestCore.yaml("""
                {name: %s, serviceName: device-test, adminState: UNLOCKED, identifiers: {Address: '.*'},
                 discoveredDevice: {profileName: P, adminState: UNLOCKED}}
                """.formatted(name), ProvisionWatcher.class);
    }

    private Stream<String> devices() {
        return inventory.all().stream().map(KnownDevice::name);
    }

    @Test
    void aDeviceThatIsDeletedMeanwhileDoesNotComeBack() {
        core.metadata().afterNextPage(() -> {
            core.metadata().removeDevice("a");
            core.metadata().put(device("e"));
            await().until(() ->
                    inventory.find("a").isEmpty() && inventory.find("e").isPresent());
        });

        service.bean(InventoryLoader.class).load();

        assertThat(devices()).containsExactlyInAnyOrder("b", "c", "d", "e");
    }

    @Test
    void aDeviceIsNotMissedWherePagesShift() {
        core.metadata().afterNextPage(() -> {
            core.metadata().removeDevice("a");
            await().until(() -> inventory.find("a").isEmpty());
        });

        service.bean(InventoryLoader.class).load();

        assertThat(devices()).containsExactlyInAnyOrder("b", "c", "d");
    }

    @Test
    void aDeviceThatComesAndGoesMeanwhileIsGone() {
        core.metadata().devices().remove("b");
        core.metadata().afterNextPage(() -> {
            core.metadata().put(device("b"));
            core.metadata().removeDevice("c");
            await().until(() -> inventory.find("c").isEmpty());
        });

        service.bean(InventoryLoader.class).load();

        assertThat(devices()).containsExactlyInAnyOrder("a", "b", "d");
    }

    @Test
    void aWatcherThatIsDeletedMeanwhileDoesNotComeBackAndANewOneStays() {
        core.metadata().afterNextPage(() -> {
            core.metadata().removeWatcher("v");
            core.metadata().put(watcher("x"));
            await().until(() -> watchers.names().contains("x"));
        });

        service.bean(WatcherLoader.class).load();

        assertThat(watchers.names()).containsExactlyInAnyOrder("w", "x");
    }

    @Test
    void whatIsGoneWithoutAWordIsForgotten() {
        core.metadata().devices().remove("a");
        core.metadata().watchers().remove("v");

        service.bean(InventoryLoader.class).load();

        assertThat(devices()).containsExactlyInAnyOrder("b", "c", "d");
        assertThat(watchers.names()).containsExactly("w");
    }
}
