package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service with its demo devices, over its port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class VirtualServiceTest {

    private static final String INTEGERS = "/device/name/Random-Integer-Device/";

    private final TestCore core = TestCore.started();
    private TestService service;

    @BeforeAll
    void start() {
        service = core.start(VirtualApplication.class).knows("Fixed-Object-Device");
    }

    @AfterAll
    void stop() {
        core.close();
    }

    private Event read(String path) throws Exception {
        var answer = service.get(path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EdgeJson.mapper().readValue(answer.body(), EventResponse.class).event();
    }

    private String text(String path) throws Exception {
        var value = read(path).readings().getFirst().value();
        return value instanceof ReadingValue.Simple(var text) ? text : value.toString();
    }

    @Test
    void bringsTheDevicesOfEdgexsSampleSet() {
        assertThat(core.metadata().devices())
                .containsOnlyKeys(
                        "Random-Boolean-Device",
                        "Random-Integer-Device",
                        "Random-UnsignedInteger-Device",
                        "Random-Float-Device",
                        "Random-Binary-Device",
                        "Fixed-Object-Device");
    }

    @ParameterizedTest
    @CsvSource({
        "Random-Boolean-Device,Bool",
        "Random-Boolean-Device,BoolArray",
        "Random-Integer-Device,Int8",
        "Random-Integer-Device,Int64Array",
        "Random-UnsignedInteger-Device,Uint64",
        "Random-UnsignedInteger-Device,Uint8Array",
        "Random-Float-Device,Float32",
        "Random-Float-Device,Float64Array"
    })
    void readsEveryKindOfNumber(String device, String resource) throws Exception {
        var event = read("/device/name/" + device + "/" + resource);

        event.validate();
        assertThat(event.readings().getFirst().valueType()).isEqualTo(ValueType.of(resource));
    }

    @Test
    void readsBytesAsCbor() throws Exception {
        var answer = service.getBytes("/device/name/Random-Binary-Device/Binary");

        assertThat(answer.headers().firstValue("Content-Type")).contains("application/cbor");
        var event =
                EdgeJson.cbor().readValue(answer.body(), EventResponse.class).event();
        assertThat(event.readings().getFirst().value())
                .isInstanceOfSatisfying(
                        ReadingValue.Binary.class,
                        binary -> assertThat(binary.bytes()).hasSize(16777));
    }

    @Test
    void anObjectStaysUntilItIsWritten() throws Exception {
        var path = "/device/name/Fixed-Object-Device/Object";
        assertThat(service.get(path).body()).contains("\"objectValue\":{\"hours\":1200,\"pump\":\"P-7\"}");

        assertThat(service.put(path, "{\"Object\": {\"pump\": \"P-9\"}}").statusCode())
                .isEqualTo(200);

        assertThat(service.get(path).body()).contains("\"objectValue\":{\"pump\":\"P-9\"}");
    }

    @Test
    void aWrittenNumberStaysUntilRandomizationIsEnabledAgain() throws Exception {
        assertThat(service.put(INTEGERS + "WriteInt64Value", "{\"Int64\": \"9007199254740993\"}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(text(INTEGERS + "Int64")).isEqualTo("9007199254740993");
        assertThat(text(INTEGERS + "Int64")).isEqualTo("9007199254740993");

        service.put(INTEGERS + "EnableRandomization_Int64", "{\"EnableRandomization_Int64\": \"true\"}");

        assertThat(text(INTEGERS + "Int64")).isNotEqualTo("9007199254740993");
    }

    @Test
    void theDemoDevicesSpeakByThemselves() throws Exception {
        Set<String> sources = new HashSet<>();
        while (sources.size() < 6) {
            sources.add(core.nextEvent().sourceName());
        }
        assertThat(sources).contains("Bool", "Int8", "Uint8", "Float32");
    }
}
