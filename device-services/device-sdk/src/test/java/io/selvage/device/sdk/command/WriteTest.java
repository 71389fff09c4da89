package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.Value;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** PUT commands over a real port, and what devices push. */
class WriteTest extends PumpTest {

    @Test
    void aWriteIsTransformedAndItsEventPublished() throws Exception {
        var answer = service.put("/device/name/pump/Speed", "{\"Speed\": \"2500\", \"Other\": 1}");

        assertThat(answer.body()).isEqualTo("{\"apiVersion\":\"v3\",\"statusCode\":200}");
        assertThat(driver.get("Speed")).isEqualTo(new Value.Int64(250));
        assertThat(values(core.nextEvent())).isEqualTo(Map.of("Speed", "2500"));
    }

    @Test
    void aWriteOfACommandTakesMappingsAndDefaults() throws Exception {
        service.put("/device/name/pump/Everything", "{\"Speed\": 100, \"Mode\": \"OFF\"}");
        assertThat(driver.get("Mode")).isEqualTo(new Value.Int64(0));
        assertThat(values(core.nextEvent())).isEqualTo(Map.of("Speed", "100", "Mode", "OFF"));

        service.put("/device/name/pump/Everything", "{\"Speed\": 100}");
        assertThat(driver.get("Mode")).isEqualTo(new Value.Int64(1));

        service.put("/device/name/pump/Mode", "");
        assertThat(driver.get("Mode")).isEqualTo(new Value.Int64(2));
    }

    @Test
    void whatIsOnlyWrittenIsNotPublished() throws Exception {
        service.put("/device/name/pump/Hidden", "{\"Mode\": 5}");
        service.put("/device/name/pump/Mode", "{\"Mode\": 6}");

        assertThat(driver.get("Secret")).isEqualTo(new Value.Bool(true));
        assertThat(values(core.nextEvent())).isEqualTo(Map.of("Mode", "6"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody | Speed     | {}                  | 404 | device nobody not found
                    pump   | Nothing   | {}                  | 404 | DeviceResource Nothing not found
                    pump   | Flow      | {"Flow": 1}         | 405 | DeviceResource Flow is marked as read-only
                    pump   | OnlyRead  | {"Flow": 1}         | 405 | DeviceCommand OnlyRead is marked as read-only
                    pump   | Speed     | {}                  | 500 | DeviceResource Speed not found in request body and no default value defined
                    pump   | Speed     | {"Speed": "fast"}   | 400 | failed to convert set parameter fast to ValueType Int16
                    pump   | Speed     | {"Speed": 3010}     | 400 | set command parameter out of maximum value 3000
                    pump   | Speed     | {"Speed": 25}       | 400 | transformed value out of its original type (int16) range
                    pump   | Speed     | [1]                 | 400 |
                    pump   | Speed     | {                   | 400 |
                    """)
    void failedWrites(String device, String command, String body, int status, String message) throws Exception {
        var answer = service.put("/device/name/" + device + "/" + command, body);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message == null ? "apiVersion" : message);
        assertThat(driver.get("Speed")).isEqualTo(new Value.Int64(120));
    }

    @Test
    void whatADevicePushesIsAnEvent() throws Exception {
        driver.push(new PushedReadings("pump", "Everything", 77, Map.of("Speed", new Value.Int64(3))));

        var event = core.nextEvent();
        assertThat(event.sourceName()).isEqualTo("Everything");
        assertThat(values(event)).isEqualTo(Map.of("Speed", "30"));
        assertThat(event.readings().getFirst().origin()).isEqualTo(77);
        assertThat(event.origin()).isGreaterThan(77);
    }

    @Test
    void whatAnUnknownDeviceOrResourcePushesIsDropped() throws Exception {
        driver.push(PushedReadings.of("nobody", "Speed", new Value.Int64(3)));
        driver.push(PushedReadings.of("pump", "Nothing", new Value.Int64(3)));
        driver.push(PushedReadings.of("pump", "Flow", new Value.Text("wrong")));
        driver.push(PushedReadings.of("pump", "Mode", new Value.Int64(4)));

        assertThat(values(core.nextEvent())).isEqualTo(Map.of("Mode", "4"));
    }
}
