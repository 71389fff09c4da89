package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Units on one serial line. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the pseudo-terminals of these tests are Linux's")
class SerialTest {

    private final ModbusDriver driver = new ModbusDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @ParameterizedTest
    @EnumSource(Framing.class)
    void valuesAreWrittenAndReadBack(Framing framing) {
        try (var line = new SerialSlaves(framing, 1)) {
            var device = device(line.path(), framing, 1, 19200);
            var wide = Fixtures.resource(ValueType.FLOAT64, PrimaryTable.HOLDING_REGISTERS, 10);
            var narrow = Fixtures.resource(ValueType.INT16, PrimaryTable.HOLDING_REGISTERS, 14);
            driver.write(
                    device,
                    List.of(
                            ResourceWrite.of(wide, new Value.Float64(-12.5)),
                            ResourceWrite.of(narrow, new Value.Int64(-7))));
            var before = line.requests();

            assertThat(driver.read(device, List.of(ResourceRequest.of(wide), ResourceRequest.of(narrow))))
                    .containsExactly(new Value.Float64(-12.5), new Value.Int64(-7));
            assertThat(line.requests() - before).isEqualTo(1);
        }
    }

    @Test
    void aRefusalIsOne() {
        try (var line = new SerialSlaves(Framing.RTU, 1)) {
            var coil = Fixtures.resource(ValueType.BOOL, PrimaryTable.COILS, 0);

            assertThatExceptionOfType(EdgeException.class)
                    .isThrownBy(() ->
                            driver.read(device(line.path(), Framing.RTU, 1, 19200), List.of(ResourceRequest.of(coil))))
                    .withMessageContaining("refused the read of COILS 0");
        }
    }

    /** They all wait for one another: two requests at once would garble each other. */
    @Test
    void manyUnitsShareTheLineInTurns() throws InterruptedException {
        try (var line = new SerialSlaves(Framing.RTU, 1, 2, 3, 4, 5)) {
            var done = new CountDownLatch(50);
            for (var i = 0; i < 50; i++) {
                var device = device(line.path(), Framing.RTU, 1 + i % 5, i % 2 == 0 ? 19200 : 9600);
                Thread.startVirtualThread(() -> {
                    if (failureOf(device) == null) {
                        done.countDown();
                    }
                });
            }

            assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
            assertThat(line.requests()).isEqualTo(50);
        }
    }

    @Test
    void silentUnitsTakeAQuarterOfTheLineAtMost() {
        try (var line = new SerialSlaves(Framing.RTU, 1)) {
            var alive = device(line.path(), Framing.RTU, 1, 115200);
            var stop = new CountDownLatch(1);
            for (var unit = 10; unit < 20; unit++) {
                poll(silent(line.path(), unit), stop);
            }
            await().atMost(Duration.ofSeconds(20)).until(() -> slowIn(Duration.ofSeconds(1), alive) <= 3);
            stop.countDown();
        }
    }

    /** How many reads in so long waited for a silent unit, which takes 100 ms. */
    private int slowIn(Duration time, Device alive) {
        var slow = 0;
        var end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            var before = System.nanoTime();
            assertThat(failureOf(alive)).isNull();
            slow += System.nanoTime() - before >= 90_000_000 ? 1 : 0;
        }
        return slow;
    }

    @Test
    void aUnitThatComesBackIsReadAgain() {
        try (var line = new SerialSlaves(Framing.RTU, 1)) {
            var alive = device(line.path(), Framing.RTU, 1, 115200);
            var other = silent(line.path(), 2);
            for (var i = 0; i < 5; i++) {
                assertThat(failureOf(alive)).isNull();
                assertThat(failureOf(other)).isNotNull();
            }
            line.answerAlso(2);

            await().until(() -> failureOf(other) == null);
        }
    }

    @Test
    void aPortThatIsNotThereIsNamed() {
        assertThat(failureOf(device("/dev/no-such-port", Framing.RTU, 1, 9600)))
                .extracting(EdgeException::text)
                .asString()
                .contains("serial port /dev/no-such-port is not there, only ");
    }

    private void poll(Device device, CountDownLatch stop) {
        Thread.startVirtualThread(() -> {
            try {
                while (!stop.await(20, TimeUnit.MILLISECONDS)) {
                    assertThat(failureOf(device)).isNotNull();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private @Nullable EdgeException failureOf(Device device) {
        var resource = Fixtures.resource(ValueType.UINT16, PrimaryTable.INPUT_REGISTERS, 3);
        try {
            driver.read(device, List.of(ResourceRequest.of(resource)));
            return null;
        } catch (EdgeException e) {
            return e;
        }
    }

    private static Device device(String port, Framing framing, int unit, int baudRate) {
        return device(port, framing, unit, baudRate, "2s");
    }

    /** A unit of which it is soon said that it does not answer. */
    private static Device silent(String port, int unit) {
        return device(port, Framing.RTU, unit, 115200, "100ms");
    }

    private static Device device(String port, Framing framing, int unit, int baudRate, String timeout) {
        return Fixtures.deviceWith(
                "unit-" + unit,
                Map.of(
                        framing == Framing.RTU ? "modbus-rtu" : "modbus-ascii",
                        Map.of(
                                "Address",
                                port,
                                "UnitID",
                                unit,
                                "BaudRate",
                                baudRate,
                                "DataBits",
                                "8",
                                "StopBits",
                                1,
                                "Parity",
                                "N",
                                "Timeout",
                                timeout,
                                "IdleTimeout",
                                60)));
    }
}
