package io.selvage.box.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.modbus.ModbusDriver;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.node.ObjectNode;

/** The demo's oven, read by the driver with the demo's own profile and device file. */
class DemoModbusSlaveTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final ModbusDriver driver = new ModbusDriver();
    private DemoModbusSlave slave;
    private DeviceProfile profile;
    private Device device;

    @BeforeEach
    void start() throws IOException {
        slave = DemoModbusSlave.start(freePort(), now::get);
        profile = EdgeJson.yaml()
                .readValue(
                        getClass().getResourceAsStream("/device-modbus/profiles/demo-modbus-oven.yaml"),
                        DeviceProfile.class);
        var file = slave.provision(folder).resolve("demo-modbus-device.yaml");
        var node = (ObjectNode) EdgeJson.yaml().readTree(Files.readString(file)).at("/deviceList/0");
        node.put("serviceName", "device-modbus").put("adminState", "UNLOCKED").put("operatingState", "UP");
        device = EdgeJson.mapper().treeToValue(node, Device.class);
    }

    @AfterEach
    void stop() {
        driver.close();
        slave.close();
    }

    @Test
    void theOvenHeatsUpToItsSetpoint() {
        assertThat(driver.read(device, requests("Temperature", "Pressure", "Ready", "Setpoint", "Heater")))
                .containsExactly(
                        new Value.Float64(20),
                        new Value.Uint64(1013),
                        new Value.Bool(false),
                        new Value.Float64(1800),
                        new Value.Bool(true));
        now.set(START.plus(Duration.ofMinutes(10)));

        assertThat(temperature()).isBetween(175.0, 185.0);
        assertThat(driver.read(device, requests("Ready"))).containsExactly(new Value.Bool(true));
    }

    @Test
    void heaterAndSetpointAreSettable() {
        write("Setpoint", new Value.Float64(900));
        now.set(START.plus(Duration.ofMinutes(10)));
        assertThat(temperature()).isBetween(85.0, 95.0);
        write("Heater", new Value.Bool(false));
        now.set(START.plus(Duration.ofMinutes(60)));

        assertThat(temperature()).isBetween(15.0, 25.0);
    }

    @Test
    void aTakenPortIsSaid() throws IOException {
        try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() -> DemoModbusSlave.start(taken.getLocalPort()))
                    .withMessageContaining("cannot listen on port " + taken.getLocalPort());
        }
    }

    private double temperature() {
        return ((Value.Float64) driver.read(device, requests("Temperature")).getFirst()).value();
    }

    private List<ResourceRequest> requests(String... names) {
        return List.of(names).stream()
                .map(name -> ResourceRequest.of(profile.resource(name).orElseThrow()))
                .toList();
    }

    private void write(String name, Value value) {
        driver.write(device, List.of(ResourceWrite.of(profile.resource(name).orElseThrow(), value)));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
