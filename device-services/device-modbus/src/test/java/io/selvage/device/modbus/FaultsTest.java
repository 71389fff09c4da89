package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.Value;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Servers that are silent, away, or come back. */
class FaultsTest {

    private final ModbusDriver driver = new ModbusDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aServerThatReturnsIsReadAgainSoon() {
        try (var slave = TestSlave.started()) {
            var device = Fixtures.device(slave.port(), 1, "1");
            read(device);
            slave.stop();
            await().untilAsserted(() -> assertThat(failureOf(device)).isNotNull());
            await().during(Duration.ofSeconds(3)).until(() -> failureOf(device) != null);
            slave.start();

            await().atMost(Duration.ofSeconds(8)).until(() -> failureOf(device) == null); // 2 s between two attempts
        }
    }

    @Test
    void aRestartBetweenTwoReadsCostsNone() throws Exception {
        var server = SilentServer.answeringOnly(1);
        var device = Fixtures.device(server.port(), 1, "1");
        read(device);
        server.close();
        try (var _ = SilentServer.onPort(server.port(), 1)) {
            read(device);
        }
    }

    @Test
    void anEndpointThatIsAwayIsRefusedAtOnceAndSaysWhy() {
        var device = Fixtures.device(TestSlave.freePort(), 1, "1");

        assertThat(failureOf(device)).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR);
            assertThat(e.text()).contains("Connection refused");
        });
        assertThat(failureOf(device)).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.SERVICE_UNAVAILABLE);
            assertThat(e.text()).contains("does not answer").contains("Connection refused");
        });
    }

    @Test
    void aHostThatIsNotKnownIsNamed() {
        var device = Fixtures.device(
                "pump", Map.of("Address", "no.such.host.invalid", "Port", 502, "UnitID", 1, "Timeout", 1));

        assertThat(failureOf(device))
                .extracting(EdgeException::text)
                .asString()
                .contains("no.such.host.invalid is not known");
    }

    @Test
    void aSilentServerCostsItsTimeOutTwiceAndThenNothing() throws Exception {
        try (var server = SilentServer.started()) {
            var device = Fixtures.device(server.port(), 1, "200ms");
            var started = System.nanoTime();
            for (var i = 0; i < 20; i++) {
                assertThat(failureOf(device)).isNotNull();
            }

            assertThat(Duration.ofNanos(System.nanoTime() - started))
                    .isBetween(Duration.ofMillis(400), Duration.ofMillis(3500)); // each its own: 4 s
        }
    }

    @Test
    void aSilentUnitDelaysTheOthersByItsTimeOutAtMost() throws Exception {
        try (var server = SilentServer.answeringOnly(1)) {
            var alive = Fixtures.device(server.port(), 1, "1");
            var dead = Fixtures.device(server.port(), 9, "100ms");
            var stop = new CountDownLatch(1);
            var pollers = List.of(poller(dead, stop), poller(dead, stop), poller(dead, stop));
            var took = new long[200];
            for (var i = 0; i < took.length; i++) {
                var before = System.nanoTime();
                read(alive);
                took[i] = Duration.ofNanos(System.nanoTime() - before).toMillis();
            }
            stop.countDown();
            for (var poller : pollers) {
                poller.join();
            }

            Arrays.sort(took);
            assertThat(took[180]).as("ms that nine of ten took at most").isLessThan(250);
            assertThat(server.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void allUnitsOfAnEndpointShareOneConnection() throws Exception {
        try (var server = SilentServer.answeringOnly(1, 2, 3, 4)) {
            var done = new CountDownLatch(40);
            for (var i = 0; i < 40; i++) {
                var device = Fixtures.device(server.port(), 1 + i % 4, "2");
                Thread.startVirtualThread(() -> {
                    read(device);
                    done.countDown();
                });
            }

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(server.connections()).isEqualTo(1);
            assertThat(server.mostAtOnce()).isEqualTo(1);
        }
    }

    @Test
    void anIdleConnectionIsClosedAndOpenedAgainWhenNeeded() throws Exception {
        try (var server = SilentServer.answeringOnly(1)) {
            var properties = new HashMap<String, @Nullable Object>(
                    Fixtures.device(server.port(), 1, "1").protocols().get("modbus-tcp"));
            properties.put("IdleTimeout", "100ms");
            var device = Fixtures.device("pump", properties);
            read(device);
            await().until(() -> server.open() == 0);
            read(device);

            assertThat(server.connections()).isEqualTo(2);
        }
    }

    @Test
    void theConnectionIsClosedWhenItsLastDeviceLeaves() throws Exception {
        try (var server = SilentServer.answeringOnly(1, 2)) {
            var first = Fixtures.device(server.port(), 1, "1");
            var second = Fixtures.device(server.port(), 2, "1");
            driver.deviceAdded(first);
            driver.deviceAdded(second);
            read(first);
            driver.deviceRemoved(first);
            read(second);
            assertThat(server.connections()).isEqualTo(1);
            driver.deviceRemoved(second);

            await().until(() -> server.open() == 0);
        }
    }

    @Test
    void aDeviceWithoutAPlaceInTheProtocolIsRefusedWhenItIsValidated() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> driver.validate(Fixtures.device("pump", Map.of("Address", "plc"))));
    }

    private Thread poller(Device device, CountDownLatch stop) {
        return Thread.startVirtualThread(() -> {
            try {
                while (!stop.await(5, TimeUnit.MILLISECONDS)) {
                    assertThat(failureOf(device)).isNotNull();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void read(Device device) {
        var resource = Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, 3);
        assertThat(driver.read(device, List.of(ResourceRequest.of(resource)))).containsExactly(new Value.Uint64(0));
    }

    private @Nullable EdgeException failureOf(Device device) {
        try {
            read(device);
            return null;
        } catch (EdgeException e) {
            return e;
        }
    }
}
