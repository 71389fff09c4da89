package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.device.OperatingState;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who may be asked when, and that a device that hangs holds up nobody else. */
class LocksTest extends PumpTest {

    @Test
    void aFailedAssertionSetsTheDeviceDown() throws Exception {
        assertThat(values(read("Serial"))).isEqualTo(Map.of("Serial", "S-1"));

        driver.set("Serial", new Value.Text("S-2"));
        assertThat(service.get("/device/name/pump/Serial").body())
                .contains("Assertion failed for DeviceResource Serial, with value S-2");

        await().untilAsserted(
                        () -> assertThat(service.get("/device/name/pump/Speed").body())
                                .contains("device pump OperatingState is DOWN"));
        assertThat(core.metadata().calls()).contains("PATCH device pump DOWN");
    }

    @Test
    void locksAreCheckedInEdgexsOrder() throws Exception {
        core.metadata().put(state(AdminState.UNLOCKED, OperatingState.UP, ""));
        refuses("pump", "no associated device profile");
        core.metadata().put(state(AdminState.UNLOCKED, OperatingState.DOWN, ""));
        refuses("pump", "device pump OperatingState is DOWN");
        core.metadata().put(state(AdminState.LOCKED, OperatingState.DOWN, ""));
        refuses("pump", "device pump locked");

        var known = core.metadata().services().values().iterator().next();
        core.metadata().update(state(known, AdminState.LOCKED));
        refuses("nobody", "service locked");
        assertThat(service.post("/discovery").statusCode()).isEqualTo(423);
        core.metadata().update(state(known, AdminState.UNLOCKED));
        await().until(() -> service.get("/device/name/nobody/x").statusCode() == 404);
        assertThat(service.post("/discovery").body())
                .contains("device discovery disabled")
                .contains("503");
    }

    private void refuses(String device, String message) {
        await().untilAsserted(() -> {
            var read = service.get("/device/name/" + device + "/Speed");
            var write = service.put("/device/name/" + device + "/Speed", "{\"Speed\": 1}");
            assertThat(List.of(read.statusCode(), write.statusCode())).containsExactly(423, 423);
            assertThat(read.body()).contains(message);
        });
    }

    private static Device state(AdminState admin, OperatingState operating, String profile) {
        return TestCore.yaml(
                DEVICE.replace("UNLOCKED", admin.name())
                        .replace("UP", operating.name())
                        .replace("profileName: Pump", "profileName: '" + profile + "'"),
                Device.class);
    }

    private static DeviceService state(DeviceService service, AdminState admin) {
        return new DeviceService(0, 0, null, service.name(), null, List.of(), service.baseAddress(), admin, Map.of());
    }

    @Test
    void aBusyDeviceDelaysNobodyElse() throws Exception {
        core.metadata().put(TestCore.yaml(DEVICE.replace("name: pump", "name: slow"), Device.class));
        service.knows("slow");
        var gate = driver.gate("slow");
        var slow = Thread.ofVirtual().start(() -> assertDoesNotThrow("slow"));
        await().until(() -> driver.calls().contains("read slow"));

        assertThat(read("Speed").deviceName()).isEqualTo("pump");

        gate.release(100);
        assertThat(slow.join(Duration.ofSeconds(5))).isTrue();
        core.metadata().removeDevice("slow");
    }

    private void assertDoesNotThrow(String device) {
        try {
            assertThat(service.get("/device/name/" + device + "/Speed").statusCode())
                    .isEqualTo(200);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
