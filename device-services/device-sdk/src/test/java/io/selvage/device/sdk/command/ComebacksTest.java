package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import io.selvage.device.sdk.testing.device.VariableDriver;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Devices that fail are set DOWN, rest, are tried, and come UP again. */
class ComebacksTest {

    private static final String AUTO_EVENT = "{interval: 20ms, sourceName: Speed}";

    private final TestCore core = TestCore.started();

    @BeforeEach
    void knowTheProfile() {
        core.metadata().profiles().put("Pump", TestCore.yaml("""
                                name: Pump
                                deviceResources:
                                  - {name: Speed, properties: {valueType: Int16, readWrite: RW}}
                                  - {name: Serial, properties: {valueType: String, readWrite: R, assertion: "S-1"}}
                                  - {name: Key, properties: {valueType: Int16, readWrite: W}}
                                """, DeviceProfile.class));
        core.metadata().profiles().put("Lamp", TestCore.yaml("""
                                name: Lamp
                                deviceResources: [{name: Key, properties: {valueType: Int16, readWrite: W}}]
                                """, DeviceProfile.class));
    }

    @AfterEach
    void stop() {
        core.close();
    }

    private TestService start(String... args) {
        var service = core.start(TestDeviceApplication.class, args);
        var driver = service.bean(VariableDriver.class);
        driver.set("Speed", new Value.Int64(1));
        driver.set("Serial", new Value.Text("S-1"));
        await().until(() -> core.metadata().services().containsKey("device-test"));
        return service;
    }

    private static Device device(String operatingState, String autoEvents) {
        return TestCore.yaml("""
                {name: pump, profileName: Pump, serviceName: device-test, adminState: UNLOCKED, operatingState: %s,
                 protocols: {}, autoEvents: [%s]}
                """.formatted(operatingState, autoEvents), Device.class);
    }

    private OperatingState state() {
        return core.metadata().device("pump").operatingState();
    }

    private static long secondsSince(long nanoTime) {
        return Duration.ofNanos(System.nanoTime() - nanoTime).toSeconds();
    }

    private List<String> patches() {
        return core.metadata().calls().stream()
                .filter(call -> call.startsWith("PATCH device pump"))
                .toList();
    }

    @Test
    void aDeviceThatFailsIsLeftAloneUntilItAnswers() throws Exception {
        core.metadata().put(device("UP", AUTO_EVENT));
        var service =
                start("--Device.AllowedFails=3", "--Device.DeviceDownTimeout=1").knows("pump");
        var driver = service.bean(VariableDriver.class);
        driver.set("Speed", new Value.Text("broken"));

        await().until(() -> state() == OperatingState.DOWN);
        await().until(() -> service.get("/device/name/pump/Speed").statusCode() == 423);
        driver.calls().clear();
        core.events().clear();
        var since = System.nanoTime();
        await().during(Duration.ofMillis(300)) // its AutoEvent would run 15 times; one may be under way
                .until(() -> driver.calls().size() <= 2 + secondsSince(since));
        driver.set("Speed", new Value.Int64(7));

        await().until(() -> state() == OperatingState.UP);
        assertThat(core.nextEvent().sourceName()).isEqualTo("Speed");
        assertThat(patches()).containsExactly("PATCH device pump DOWN", "PATCH device pump UP");
    }

    @Test
    void onlyWhatTheDriverFailsAtCountsAndOnlyInARow() throws Exception {
        core.metadata().put(device("UP", ""));
        var service = start("--Device.AllowedFails=3").knows("pump");
        var driver = service.bean(VariableDriver.class);
        for (var i = 0; i < 4; i++) {
            assertThat(service.get("/device/name/pump/Nothing").statusCode()).isEqualTo(404);
            assertThat(service.put("/device/name/pump/Speed", "{\"Speed\": \"x\"}")
                            .statusCode())
                    .isEqualTo(400);
            driver.set("Speed", new Value.Text("broken"));
            assertThat(service.get("/device/name/pump/Speed").statusCode()).isEqualTo(500);
            assertThat(service.get("/device/name/pump/Speed").statusCode()).isEqualTo(500);
            driver.set("Speed", new Value.Int64(1));
            assertThat(service.get("/device/name/pump/Speed").statusCode()).isEqualTo(200);
        }

        assertThat(patches()).isEmpty();
    }

    @Test
    void aFailedAssertionIsTriedUntilItHolds() throws Exception {
        core.metadata().put(device("UP", ""));
        var service =
                start("--Device.AllowedFails=3", "--Device.DeviceDownTimeout=1").knows("pump");
        var driver = service.bean(VariableDriver.class);
        driver.set("Serial", new Value.Text("S-2"));
        assertThat(service.get("/device/name/pump/Serial").statusCode()).isEqualTo(500);
        await().until(() -> state() == OperatingState.DOWN);
        driver.calls().clear();

        await().until(() -> driver.calls().contains("read pump"));
        assertThat(state()).isEqualTo(OperatingState.DOWN);
        driver.set("Serial", new Value.Text("S-1"));

        await().until(() -> state() == OperatingState.UP);
        assertThat(patches()).containsExactly("PATCH device pump DOWN", "PATCH device pump UP");
    }

    @Test
    void aDeviceThatWasDownBeforeIsTriedAndOneThatAnOperatorSetsDownIsNot() throws Exception {
        core.metadata().put(device("DOWN", ""));
        var driver =
                start("--Device.AllowedFails=3", "--Device.DeviceDownTimeout=1").bean(VariableDriver.class);
        await().until(() -> state() == OperatingState.UP);
        await().until(() -> driver.calls().contains("updated pump"));
        driver.calls().clear();

        core.metadata().put(device("DOWN", ""));

        await().until(() -> driver.calls().contains("updated pump"));
        await().during(Duration.ofMillis(1500)).until(() -> driver.calls().size() == 1);
        assertThat(state()).isEqualTo(OperatingState.DOWN);
    }

    @Test
    void aDeviceOfWhichNothingCanBeReadComesUpByItself() throws Exception {
        core.metadata().put(TestCore.yaml("""
                        {name: pump, profileName: Lamp, serviceName: device-test, adminState: UNLOCKED,
                         operatingState: DOWN, protocols: {}}
                        """, Device.class));
        var driver =
                start("--Device.AllowedFails=3", "--Device.DeviceDownTimeout=1").bean(VariableDriver.class);

        await().until(() -> state() == OperatingState.UP);

        assertThat(driver.calls()).doesNotContain("read pump");
    }

    @Test
    void bothCanBeSwitchedOff() throws Exception {
        core.metadata().put(device("UP", AUTO_EVENT));
        var service =
                start("--Device.AllowedFails=0", "--Device.DeviceDownTimeout=0").knows("pump");
        var driver = service.bean(VariableDriver.class);
        driver.set("Speed", new Value.Text("broken"));
        driver.calls().clear();

        await().until(() -> driver.calls().size() > 10);

        assertThat(patches()).isEmpty();
    }
}
