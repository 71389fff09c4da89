package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ModbusDriverTest {

    private final TestSlave slave = TestSlave.started();
    private final ModbusDriver driver = new ModbusDriver();
    private final Device device = Fixtures.device(slave.port(), 1, "2");

    @AfterEach
    void close() {
        driver.close();
        slave.close();
    }

    @ParameterizedTest
    @EnumSource(
            value = PrimaryTable.class,
            names = {"INPUT_REGISTERS", "HOLDING_REGISTERS"})
    void registersAreRead(PrimaryTable table) {
        slave.registers(10, 0x4228, 0, 0xFF85, 0x0008);

        assertThat(read(
                        Fixtures.resource(ValueType.FLOAT32, table, 10),
                        Fixtures.resource(ValueType.INT16, table, "12"),
                        Fixtures.resource(ValueType.BOOL, table, "13.3")))
                .containsExactly(new Value.Float64(42), new Value.Int64(-123), new Value.Bool(true));
        assertThat(slave.reads()).containsExactly("10+4");
    }

    @ParameterizedTest
    @EnumSource(
            value = PrimaryTable.class,
            names = {"COILS", "DISCRETES_INPUT"})
    void bitsAreRead(PrimaryTable table) {
        slave.bit(9, true);
        slave.bit(17, true);
        var resources = Arrays.stream(new int[] {8, 9, 10, 17})
                .mapToObj(address -> Fixtures.resource(ValueType.BOOL, table, address))
                .toArray(DeviceResource[]::new);

        assertThat(read(resources))
                .containsExactly(
                        new Value.Bool(false), new Value.Bool(true), new Value.Bool(false), new Value.Bool(true));
    }

    @Test
    void registersAreWrittenOneOrSeveral() {
        write(Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, 20), new Value.Uint64(65535));
        write(Fixtures.resource(ValueType.FLOAT32, PrimaryTable.HOLDING_REGISTERS, 21), new Value.Float64(42));

        assertThat(slave.register(20)).isEqualTo(65535);
        assertThat(slave.register(21)).isEqualTo(0x4228);
        assertThat(slave.register(22)).isZero();
    }

    @Test
    void aTextIsWrittenAndReadBack() {
        var resource = Fixtures.resource(
                ValueType.STRING,
                Map.of("primaryTable", "HOLDING_REGISTERS", "startingAddress", 30, "stringRegisterSize", 5));
        write(resource, new Value.Text("pump-7"));

        assertThat(read(resource)).containsExactly(new Value.Text("pump-7"));
    }

    @Test
    void aCoilIsWritten() {
        write(Fixtures.resource(ValueType.BOOL, PrimaryTable.COILS, 40), new Value.Bool(true));

        assertThat(slave.coil(40)).isTrue();
        assertThat(slave.coil(39)).isFalse();
        assertThat(slave.coil(41)).isFalse();
    }

    @Test
    void aBitOfARegisterIsWrittenAndLeavesTheOthers() {
        slave.registers(50, 0b1010);
        write(Fixtures.resource(ValueType.BOOL, PrimaryTable.HOLDING_REGISTERS, "50.2"), new Value.Bool(true));
        write(Fixtures.resource(ValueType.BOOL, PrimaryTable.HOLDING_REGISTERS, "50.3"), new Value.Bool(false));

        assertThat(slave.register(50)).isEqualTo(0b0110);
    }

    @Test
    void inputsAreReadOnly() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> write(
                        Fixtures.resource(ValueType.UINT16, PrimaryTable.INPUT_REGISTERS, 1), new Value.Uint64(1)))
                .withMessage("resource R: INPUT_REGISTERS is read-only")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.NOT_ALLOWED));
    }

    /** A kind of which the SDK counts none as a failure of the device, which it would set DOWN in the end. */
    @Test
    void aProfileThatIsWrongIsNoFailureOfTheDevice() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> read(Fixtures.resource(ValueType.UINT16, Map.of("startingAddress", 1))))
                .withMessageContaining("primaryTable")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void anAddressThatTheDeviceLacksIsNamedAndTheConnectionKept() {
        var last = TestSlave.ADDRESSES - 1;
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> read(
                        Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, last),
                        Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, last + 1)))
                .withMessageContaining("refused the read of HOLDING_REGISTERS 200: ")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR));
        assertThat(read(Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, last)))
                .containsExactly(new Value.Uint64(0));
    }

    @Test
    void moreThanOneRequestHoldsIsReadInSeveral() {
        var resources = java.util.stream.IntStream.range(0, 130)
                .mapToObj(i -> Fixtures.resource(ValueType.UINT16, PrimaryTable.HOLDING_REGISTERS, i))
                .toArray(DeviceResource[]::new);
        slave.registers(129, 7);

        assertThat(read(resources)).hasSize(130).last().isEqualTo(new Value.Uint64(7));
        assertThat(slave.reads()).containsExactly("0+125", "125+5");
    }

    private List<Value> read(DeviceResource... resources) {
        return driver.read(
                device, Arrays.stream(resources).map(ResourceRequest::of).toList());
    }

    private void write(DeviceResource resource, Value value) {
        driver.write(device, List.of(ResourceWrite.of(resource, value)));
    }
}
