package io.selvage.device.modbus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnitTest {

    private static final Map<String, Object> GOOD =
            Map.of("Address", "plc-1", "Port", "1502", "UnitID", 3, "Timeout", "5", "IdleTimeout", 10);

    private static final Map<String, Object> SERIAL = Map.of(
            "Address",
            "/dev/ttyUSB0",
            "UnitID",
            "1",
            "BaudRate",
            19200,
            "DataBits",
            "8",
            "StopBits",
            1,
            "Parity",
            "E",
            "Timeout",
            5,
            "IdleTimeout",
            5);

    @Test
    void propertiesAreNumbersOrTheirText() {
        assertThat(Unit.of(Fixtures.device("pump", GOOD)))
                .isEqualTo(new Unit(
                        new TcpLink("plc-1", 1502), 3, Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({"0.2, 200", "200ms, 200", "5, 5000", "1m, 60000"})
    void aTimeOutMayBeBelowASecond(String timeout, long millis) {
        assertThat(Unit.of(Fixtures.device("pump", with("Timeout", timeout))).timeout())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @CsvSource({
        "Address, '', Address must not be blank",
        "Address, , Address is missing",
        "Port, 0, Port 0 is not from 1 to 65535",
        "Port, http, Port 'http' is no integer from 1 to 65535",
        "UnitID, 256, UnitID 256 is not from 0 to 255",
        "UnitID, , UnitID is missing",
        "Timeout, , Timeout is missing",
        "Timeout, 0, Timeout 0 is not from 1ms",
        "Timeout, soon, Timeout 'soon' is neither a number of seconds nor a duration"
    })
    void aMistakeIsNamed(String key, @Nullable String value, String message) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Unit.of(Fixtures.device("pump", with(key, value))))
                .withMessageStartingWith("device pump, protocol modbus-tcp: " + message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void aSerialLineHasItsSettings() {
        assertThat(Unit.of(Fixtures.deviceWith("pump", Map.of("modbus-rtu", SERIAL))))
                .isEqualTo(new Unit(
                        new SerialLink("/dev/ttyUSB0", Framing.RTU, 19200, 8, 1, 'E'),
                        1,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ZERO));
    }

    @ParameterizedTest
    @CsvSource({
        "Address, , Address is missing",
        "UnitID, , UnitID is missing",
        "BaudRate, , BaudRate is missing",
        "BaudRate, fast, BaudRate 'fast' is no integer from 50 to 4000000",
        "DataBits, , DataBits is missing",
        "DataBits, 7, DataBits 7 is not from 8 to 8",
        "StopBits, , StopBits is missing",
        "StopBits, 3, StopBits 3 is not from 1 to 2",
        "Parity, , Parity is missing",
        "Parity, even, 'Parity ''even'' is none of N (none), O (odd), E (even)'",
        "Timeout, , Timeout is missing",
        "IdleTimeout, , IdleTimeout is missing"
    })
    void aMistakeInTheSettingsOfASerialLineIsNamed(String key, @Nullable String value, String message) {
        var properties = new HashMap<String, @Nullable Object>(SERIAL);
        properties.put(key, value);

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Unit.of(Fixtures.deviceWith("pump", Map.of("modbus-rtu", properties))))
                .withMessageStartingWith("device pump, protocol modbus-rtu: " + message)
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.CONTRACT_INVALID));
    }

    @Test
    void anAddressIsAText() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Unit.of(Fixtures.device("pump", with("Address", 5))))
                .withMessageEndingWith("Address 5 is no text");
    }

    @Test
    void oneProtocolIsNeededAndNoMore() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> Unit.of(Fixtures.deviceWith("pump", Map.of("other", Map.of()))))
                .withMessage(
                        "device pump needs one protocol of [modbus-tcp, modbus-rtu, modbus-ascii] but has [other]");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(
                        () -> Unit.of(Fixtures.deviceWith("pump", Map.of("modbus-tcp", GOOD, "modbus-rtu", SERIAL))))
                .withMessageEndingWith("but has [modbus-tcp, modbus-rtu]");
    }

    private static Map<String, @Nullable Object> with(String key, @Nullable Object value) {
        var properties = new HashMap<String, @Nullable Object>(GOOD);
        properties.put(key, value);
        return properties;
    }
}
