package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The service with its demo devices, asked as others ask it. */
class VirtualServiceTest {

    private static final String INTEGERS = "Random-Integer-Device";

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(VirtualApplication.class);

    @Test
    void bringsTheDevicesOfEdgexsSampleSet() {
        assertThat(SERVICE.deviceNames())
                .containsExactlyInAnyOrder(
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
    void readsEveryKindOfNumber(String device, String resource) {
        var event = SERVICE.read(device, resource);

        event.validate();
        assertThat(event.readings().getFirst().valueType()).isEqualTo(ValueType.of(resource));
    }

    @Test
    void readsBytesAsCbor() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create(SERVICE.url() + "/device/name/Random-Binary-Device/Binary"));
            var answer = http.send(request.build(), BodyHandlers.ofByteArray());

            assertThat(answer.headers().firstValue("Content-Type")).contains("application/cbor");
            var event = EdgeJson.cbor()
                    .readValue(answer.body(), EventResponse.class)
                    .event();
            assertThat(event.readings().getFirst().value())
                    .isInstanceOfSatisfying(
                            ReadingValue.Binary.class,
                            binary -> assertThat(binary.bytes()).hasSize(16777));
        }
    }

    @Test
    void anObjectStaysUntilItIsWritten() {
        var device = "Fixed-Object-Device";
        assertThat(SERVICE.readValues(device, "Object")).containsEntry("Object", Map.of("hours", 1200, "pump", "P-7"));

        SERVICE.write(device, "Object", Map.of("Object", Map.of("pump", "P-9")));

        assertThat(SERVICE.readValues(device, "Object")).containsEntry("Object", Map.of("pump", "P-9"));
    }

    @Test
    void aWrittenNumberStaysUntilRandomizationIsEnabledAgain() {
        SERVICE.write(INTEGERS, "WriteInt64Value", Map.of("Int64", "9007199254740993"));
        assertThat(SERVICE.text(INTEGERS, "Int64")).isEqualTo("9007199254740993");
        assertThat(SERVICE.text(INTEGERS, "Int64")).isEqualTo("9007199254740993");

        SERVICE.write(INTEGERS, "EnableRandomization_Int64", Map.of("EnableRandomization_Int64", "true"));

        assertThat(SERVICE.text(INTEGERS, "Int64")).isNotEqualTo("9007199254740993");
    }

    @Test
    void theDemoDevicesSpeakByThemselves() {
        Set<String> sources = new HashSet<>();
        while (sources.size() < 6) {
            sources.add(SERVICE.nextEvent().sourceName());
        }
        assertThat(sources).contains("Bool", "Int8", "Uint8", "Float32");
    }
}
