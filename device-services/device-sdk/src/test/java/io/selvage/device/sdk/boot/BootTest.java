package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.inventory.Inventory;
import io.selvage.device.sdk.publish.BusLink;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import io.selvage.device.sdk.testing.device.VariableDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a device service comes up and follows core-metadata. */
class BootTest {

    private static final String PROFILE = """
            name: Pump
            deviceResources:
              - name: Speed
                properties: {valueType: Int16, readWrite: RW}
            """;

    private final TestCore core = new TestCore();

    @AfterEach
    void stop() {
        core.close();
    }

    private static Device device(String name) {
        return TestCore.yaml("""
                {name: %s, profileName: Pump, serviceName: device-test, adminState: UNLOCKED, operatingState: UP, protocols: {}}
                """.formatted(name), Device.class);
    }

    private static DeviceProfile profile() {
        return TestCore.yaml(PROFILE, DeviceProfile.class);
    }

    @Test
    void waitsForCoreMetadataAndSaysSo() throws Exception {
        core.metadata().profiles().put("Pump", profile());
        core.metadata().devices().put("pump", device("pump"));

        var service = core.start(TestDeviceApplication.class);
        assertThat(service.get("/ping").statusCode()).isEqualTo(200);
        await().untilAsserted(
                        () -> assertThat(service.get("/device/name/pump/Speed").body())
                                .contains("the device service is waiting for core-metadata")
                                .contains("\"statusCode\":503"));
        core.startMetadata();

        service.knows("pump");
        assertThat(core.metadata().calls()).containsExactly("POST deviceservice device-test");
    }

    @Test
    void holdsNobodyUpWhoTellsNewsBeforeTheFirstLoad() {
        core.metadata().profiles().put("Pump", profile());
        var service = core.start(TestDeviceApplication.class);
        await().untilAsserted(() ->
                assertThat(service.get("/device/name/pump/Speed").body()).contains("waiting for core-metadata"));

        assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
            for (var i = 0; i < 3 * InMemoryMessageBus.WINDOW; i++) {
                core.metadata().put(device("pump"));
            }
        });
        core.startMetadata();

        service.knows("pump");
    }

    @Test
    void loadsAgainWhatWasToldBeforeItFollowed() {
        core.startMetadata();
        var service = core.start(TestDeviceApplication.class);
        await().until(() -> core.metadata().deviceLoads() >= 2); // no third for a minute
        var inventory = service.bean(Inventory.class);
        core.metadata().profiles().put("Pump", profile());
        core.metadata().devices().put("pump", device("pump"));
        follower(service).begin();
        assertThat(inventory.find("pump")).isEmpty();

        var late = follower(service);
        late.accept(new Message("edgex/system-events", Envelope.of("", "whatever", Envelope.TEXT)));
        late.begin();

        assertThat(inventory.find("pump")).isPresent();
    }

    private static MetadataFollower follower(TestService service) {
        return new MetadataFollower(
                service.bean(MetadataFollower.Loaders.class),
                service.bean(Inventory.class),
                service.bean(Persistence.class),
                service.bean(BusLink.class));
    }

    @Test
    void takesOverAllDevicesOfItsService() {
        core.metadata().profiles().put("Pump", profile());
        for (var i = 0; i < 8; i++) {
            core.metadata().devices().put("pump-" + i, device("pump-" + i));
        }
        core.startMetadata();

        var service = core.start(TestDeviceApplication.class).knows("pump-7");

        var added = service.bean(VariableDriver.class).calls();
        await().untilAsserted(() ->
                assertThat(added).filteredOn(call -> call.startsWith("added")).hasSize(8));
    }

    @Test
    void addsProfilesAndDevicesFromFiles(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pump.yaml"), PROFILE);
        Files.writeString(folder.resolve("broken.yaml"), "name: [");
        Files.writeString(folder.resolve("notes.txt"), "no profile");
        var devices = Files.createDirectory(folder.resolve("devices"));
        Files.writeString(
                devices.resolve("a.yml"), "deviceList: [{name: a, profileName: Pump}, {name: b, profileName: Pump}]");
        Files.writeString(
                devices.resolve("c.json"),
                "[{\"name\": \"c\", \"profileName\": \"Pump\", \"protocols\": {\"wrong\": {}}}]");
        core.startMetadata();

        var service = core.start(
                TestDeviceApplication.class, "--Device.ProfilesDir=" + folder, "--Device.DevicesDir=" + devices);

        service.knows("a").knows("b");
        assertThat(core.metadata().profiles()).containsOnlyKeys("Pump");
        assertThat(core.metadata().devices()).containsOnlyKeys("a", "b");
        assertThat(core.metadata().devices().get("a")).isEqualTo(device("a"));
    }

    @Test
    void asksNothingOfWhatIsKnown(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pump.yaml"), PROFILE);
        core.metadata().profiles().put("Pump", profile());
        core.startMetadata();
        var first = core.start(TestDeviceApplication.class, "--Device.ProfilesDir=" + folder);
        await().until(() -> core.metadata().services().containsKey("device-test"));
        core.metadata().put(device("pump"));
        first.knows("pump").close();

        core.metadata().services().computeIfPresent("device-test", (_, service) -> locked(service));
        core.start(TestDeviceApplication.class, "--Device.ProfilesDir=" + folder)
                .knows("pump");

        assertThat(core.metadata().calls())
                .containsExactly("POST deviceservice device-test", "PATCH deviceservice device-test");
        assertThat(core.metadata().services().values())
                .extracting(DeviceService::adminState)
                .containsExactly(AdminState.LOCKED);
    }

    @Test
    void overwritesWhatIsKnownWhereThatIsWanted(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("pump.yaml"), PROFILE.replace("Speed", "Flow"));
        var devices = Files.createDirectory(folder.resolve("devices"));
        Files.writeString(
                devices.resolve("a.yml"), "deviceList: [{name: pump, profileName: Pump, description: from the file}]");
        core.metadata().profiles().put("Pump", profile());
        core.metadata().devices().put("pump", TestCore.yaml("""
                        {name: pump, profileName: Pump, serviceName: device-test, adminState: LOCKED,
                         operatingState: UNKNOWN, protocols: {}}
                        """, Device.class));
        core.startMetadata();

        core.start(
                TestDeviceApplication.class,
                "--Device.ProfilesDir=" + folder,
                "--Device.DevicesDir=" + devices,
                "--overwriteProfiles=true",
                "--overwriteDevices=true");

        await().until(() ->
                "from the file".equals(core.metadata().device("pump").description()));
        assertThat(core.metadata().device("pump").adminState()).isEqualTo(AdminState.LOCKED);
        assertThat(core.metadata().calls())
                .containsExactly("POST deviceservice device-test", "PUT deviceprofile Pump", "PATCH device pump null");
    }

    @Test
    void anInstanceHasItsOwnDevicesAndSharesTheWatchers(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("watcher.json"), """
                {"name": "w", "identifiers": {"a": "b"}, "discoveredDevice": {"adminState": "UNLOCKED"}}
                """);
        core.metadata().devices().put("other", device("other"));
        core.startMetadata();

        core.start(
                TestDeviceApplication.class,
                "--spring.application.name=device-test_1",
                "--Device.ProvisionWatchersDir=" + folder);

        await().until(() -> core.metadata().watchers().containsKey("w"));
        assertThat(core.metadata().services()).containsOnlyKeys("device-test_1");
        assertThat(core.metadata().watchers().values())
                .extracting(watcher -> watcher.serviceName())
                .containsExactly("device-test");
    }

    private static DeviceService locked(DeviceService service) {
        return new DeviceService(
                0, 0, null, service.name(), null, List.of(), service.baseAddress(), AdminState.LOCKED, Map.of());
    }

    @Test
    void followsWhatCoreMetadataTells() {
        core.metadata().profiles().put("Pump", profile());
        core.startMetadata();
        var service = core.start(TestDeviceApplication.class);
        await().until(() -> core.metadata().services().containsKey("device-test"));

        core.metadata().put(device("pump"));
        service.knows("pump");
        var told = service.bean(VariableDriver.class).calls();
        await().until(() -> told.contains("added pump"));
        core.metadata().update(TestCore.yaml(PROFILE.replace("Speed", "Flow"), DeviceProfile.class), "device-test");
        await().untilAsserted(() ->
                assertThat(service.get("/device/name/pump/Flow").statusCode()).isEqualTo(200));
        core.metadata().removeDevice("pump");
        await().untilAsserted(() ->
                assertThat(service.get("/device/name/pump/Flow").statusCode()).isEqualTo(404));

        assertThat(told).containsSubsequence("added pump", "updated pump", "read pump", "removed pump");
    }
}
