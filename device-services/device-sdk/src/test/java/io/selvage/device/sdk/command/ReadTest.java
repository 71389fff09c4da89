package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** GET commands over a real port. */
class ReadTest extends PumpTest {

    @Test
    void aReadingHasAllThatTheProfileSays() throws Exception {
        var event = read("Speed");

        event.validate();
        assertThat(event.sourceName()).isEqualTo("Speed");
        assertThat(event.tags()).isEqualTo(Map.of("from", "device", "site", "north"));
        var reading = event.readings().getFirst();
        assertThat(reading.value()).isEqualTo(new ReadingValue.Simple("1200"));
        assertThat(reading.units()).isEqualTo("rpm");
        assertThat(reading.tags()).isEqualTo(Map.of("unit", "main"));
        assertThat(reading.origin()).isEqualTo(event.origin());
        assertThat(core.events()).isEmpty();
    }

    @Test
    void aCommandReadsItsResourcesInOneCall() throws Exception {
        driver.calls().clear();

        var event = read("Everything");

        assertThat(values(event)).isEqualTo(Map.of("Speed", "1200", "Mode", "ON"));
        assertThat(event.readings().getLast().valueType().text()).isEqualTo("String");
        assertThat(event.tags()).isEqualTo(Map.of("from", "device", "kind", "all", "site", "north"));
        assertThat(driver.calls()).containsExactly("read pump");
    }

    @Test
    void aRegularExpressionReadsWhatItMatches() throws Exception {
        assertThat(values(read("%5EM.*%7CS..e%3Fd%24"))).containsOnlyKeys("Mode", "Speed");
        assertThat(read("Mo%2B.*").sourceName()).isEqualTo("Mo+.*");
        assertThat(values(read("S.*d%7CSecret"))).containsOnlyKeys("Speed");
    }

    @Test
    void theQueryReachesTheDriverButNotItsNextCall() throws Exception {
        read("Speed?b=x%20y&a=1&ds-pushevent=false");
        assertThat(driver.lastAttributes()).isEqualTo(Map.of("register", 7, "urlRawQuery", "a=1&b=x+y"));

        read("Speed");
        assertThat(driver.lastAttributes()).isEqualTo(Map.of("register", 7));
    }

    @Test
    void aReadPushesAndKeepsBackItsEvent() throws Exception {
        var answer = service.get("/device/name/pump/Speed?ds-pushevent=true&ds-returnevent=false");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(core.nextEvent().sourceName()).isEqualTo("Speed");
    }

    @Test
    void bytesAreAnsweredAsCbor() throws Exception {
        driver.set("Photo", new Value.Bytes(new byte[] {1, 2, 3}));

        var answer = service.getBytes("/device/name/pump/Photo");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/cbor");
        var event =
                EdgeJson.cbor().readValue(answer.body(), EventResponse.class).event();
        assertThat(event.readings().getFirst().value())
                .usingRecursiveComparison()
                .isEqualTo(new ReadingValue.Binary(new byte[] {1, 2, 3}, "image/png"));
    }

    @Test
    void aDeviceWithoutAValueGivesANullReading() throws Exception {
        driver.set("Flow", new Value.Null());

        assertThat(service.get("/device/name/pump/Flow").body())
                .contains("\"value\":null,\"binaryValue\":null,\"objectValue\":null");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    nobody | Speed                       | 404 | device nobody not found
                    pump   | Nothing                     | 404 | Regex DeviceResource Nothing not found
                    pump   | Nothing?ds-regexcmd=false   | 404 | DeviceResource Nothing not found
                    pump   | Speed%5B                    | 400 | failed to CompilePOSIX resource name
                    pump   | Hidden                      | 405 | DeviceCommand Hidden is marked as write-only
                    pump   | Secret                      | 405 | no readable resources matched with Secret
                    pump   | Secret?ds-regexcmd=false    | 405 | DeviceResource Secret is marked as write-only
                    pump   | .*                          | 500 | error reading Regex DeviceResource(s) .* for pump -> java.lang.IllegalStateException: the wire is cut
                    pump   | Broken                      | 500 | error reading DeviceCommand Broken for pump -> java.lang.IllegalStateException: the wire is cut
                    """)
    void failedReads(String device, String command, int status, String message) throws Exception {
        driver.set("Label", new Value.Text("broken"));

        var answer = service.get("/device/name/" + device + "/" + command);

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(message);
    }

    @Test
    void moreOperationsThanAllowedAreRefused() throws Exception {
        var answer = service.get("/device/name/pump/.*");
        assertThat(answer.statusCode()).isEqualTo(200);

        core.metadata().update(wideProfile(), "device-test");

        await().untilAsserted(
                        () -> assertThat(service.get("/device/name/pump/Wide").body())
                                .contains("GET command Wide exceed device pump MaxCmdOps (6)"));
        core.metadata().update(TestCore.yaml(PROFILE, DeviceProfile.class), "device-test");
    }

    private static DeviceProfile wideProfile() {
        var operations = "{deviceResource: Flow}, ".repeat(7);
        return TestCore.yaml(
                PROFILE + "  - {name: Wide, readWrite: R, resourceOperations: [" + operations + "]}\n",
                DeviceProfile.class);
    }
}
