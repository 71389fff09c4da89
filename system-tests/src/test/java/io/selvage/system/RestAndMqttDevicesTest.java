package io.selvage.system;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Mosquitto;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A box with device-rest and device-mqtt: what devices send reaches core-data, what is commanded reaches the devices. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RestAndMqttDevicesTest {

    private static final List<String> TYPES = List.of(
            "Bool",
            "String",
            "Uint8",
            "Uint16",
            "Uint32",
            "Uint64",
            "Int8",
            "Int16",
            "Int32",
            "Int64",
            "Float32",
            "Float64",
            "Object",
            "Binary",
            "BoolArray",
            "StringArray",
            "Uint8Array",
            "Int64Array",
            "Float64Array",
            "ObjectArray");

    private final Http http = new Http();
    private final HttpClient client = HttpClient.newHttpClient();
    private EndDevice endDevice;
    private SimulatedDevice simulated;
    private Mosquitto broker;
    private BoxProcess box;

    /** All value types; {@code Bool} is a resource of type Bool. */
    static Path profiles(Path directory) throws Exception {
        var profile = new StringBuilder("name: Types\ndeviceResources:\n");
        for (var type : TYPES) {
            var access = type.equals("Binary") ? "R, mediaType: image/png" : "RW";
            profile.append(
                    "  - {name: %s, properties: {valueType: %s, readWrite: %s}}\n".formatted(type, type, access));
        }
        profile.append("""
                deviceCommands:
                  - name: Both
                    readWrite: RW
                    resourceOperations: [{deviceResource: Int32}, {deviceResource: String}]
                """);
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("types.yaml"), profile);
        return directory;
    }

    private static Path devices(Path directory, String list) throws Exception {
        Files.createDirectories(directory);
        Files.writeString(directory.resolve("devices.yaml"), "deviceList:\n" + list);
        return directory;
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = Mosquitto.in(directory).start();
        endDevice = new EndDevice();
        simulated = new SimulatedDevice(broker.address(), "plant/hall-1/cell");
        var profiles = profiles(directory.resolve("profiles"));
        var posting = devices(directory.resolve("rest"), """
                - {name: till, profileName: Types, protocols: {other: {}}}
                - {name: scale, profileName: Types, protocols: {REST: {Host: 127.0.0.1, Port: '%d', Path: api}}}
                """.formatted(endDevice.port()));
        var publishing = devices(directory.resolve("mqtt"), """
                - {name: cell, profileName: Types, protocols: {mqtt: {CommandTopic: plant/hall-1/cell}}}
                """);
        box = BoxProcess.start(
                directory.resolve("box"),
                "--no-demo",
                "--with=device-rest",
                "--with=device-mqtt",
                "--set=device-rest.Device.ProfilesDir=" + profiles,
                "--set=device-rest.Device.DevicesDir=" + posting,
                "--set=device-mqtt.Device.ProfilesDir=" + profiles,
                "--set=device-mqtt.Device.DevicesDir=" + publishing,
                "--set=device-mqtt.MQTTBrokerInfo.Port=" + broker.port(),
                "--set=device-mqtt.MQTTBrokerInfo.Qos=1",
                "--set=device-mqtt.MQTTBrokerInfo.IncomingTopic=plant/+/data/#",
                "--set=device-mqtt.MQTTBrokerInfo.Writable.ResponseTimeout=2s");
        for (var device : List.of("till", "scale", "cell")) {
            await().atMost(20, SECONDS)
                    .until(() ->
                            http.get(box.metadata("/device/name/" + device)).status() == 200);
        }
        await().atMost(20, SECONDS).until(() -> {
            simulated.publish("plant/hall-1/data/cell/Int8", "1"); // until the subscription is there
            return value(newestReading("cell", "Int8")).equals("1");
        });
    }

    @AfterAll
    void stop() throws Exception {
        simulated.close();
        endDevice.close();
        broker.close();
        box.close();
        http.close();
        client.close();
    }

    private HttpResponse<String> post(String path, String type, byte[] body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(box.url(59986) + "/resource/" + path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body));
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private JsonNode newestReading(String device, String resource) throws Exception {
        return http.get(box.data("/reading/device/name/" + device + "/resourceName/" + resource + "?limit=1"))
                .json()
                .at("/readings/0");
    }

    private static String value(JsonNode reading) {
        return reading.has("value")
                ? reading.get("value").asString()
                : reading.path("objectValue").toString();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Bool         | text/plain       | true                 | true
            String       | text/plain       | a ü "b"              | a ü "b"
            Uint8        | text/plain       | 255                  | 255
            Uint16       | text/plain       | 65535                | 65535
            Uint32       | text/plain       | 4294967295           | 4294967295
            Uint64       | text/plain       | 18446744073709551615 | 18446744073709551615
            Int8         | text/plain       | -128                 | -128
            Int16        | text/plain       | -32768               | -32768
            Int32        | text/plain       | -2147483648          | -2147483648
            Int64        | application/json | -9223372036854775808 | -9223372036854775808
            Float32      | text/plain       | 1.5                  | 1.5e+00
            Float64      | text/plain       | 21.5                 | 2.15e+01
            Object       | application/json | {"a":{"b":[1]}}      | {"a":{"b":[1]}}
            BoolArray    | application/json | [true,false]         | [true, false]
            StringArray  | application/json | ["a","b"]            | ["a","b"]
            Uint8Array   | application/json | [1,2]                | [1, 2]
            Int64Array   | application/json | [-1,2]               | [-1, 2]
            Float64Array | application/json | [1.5]                | [1.5e+00]
            ObjectArray  | application/json | [{"a":1}]            | [{"a":1}]
            """)
    void whatIsPostedReachesCoreData(String type, String contentType, String body, String value) throws Exception {
        var answer = post("till/" + type, contentType, body.getBytes(UTF_8));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var reading = newestReading("till", type); // acknowledged means stored, here without a broker in between
        assertThat(reading.path("valueType").asString()).isEqualTo(type);
        assertThat(value(reading)).isEqualTo(value);
        assertThat(reading.path("profileName").asString()).isEqualTo("Types");
    }

    @Test
    void aPostedPictureReachesCoreDataInCbor() throws Exception {
        assertThat(post("till/Binary", "image/png", new byte[] {1, 2, 3}).statusCode())
                .isEqualTo(200);

        var reading = newestReading("till", "Binary");
        assertThat(reading.path("mediaType").asString()).isEqualTo("image/png");
        assertThat(reading.path("valueType").asString()).isEqualTo("Binary");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Int32  | "42"      | 42
            String | "a b"     | a b
            Bool   | "true"    | true
            Object | {"a":"b"} | {"a":"b"}
            """)
    void aCommandGoesThroughToTheEndDevice(String resource, String value, String read) throws Exception {
        var url = box.command("/device/name/scale/" + resource);

        var written = http.put(url, "{\"" + resource + "\":" + value + "}");

        assertThat(written.status()).as(written.body()).isEqualTo(200);
        assertThat(value(http.get(url).json().at("/event/readings/0"))).isEqualTo(read);
    }

    @Test
    void aDeviceThatAnswersNothingFailsTheCommand() throws Exception {
        var answer = http.get(box.command("/device/name/scale/Uint16"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("status 404");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            Float64 | 21.5                    | 2.15e+01
            Uint64  | {"Uint64":7,"other":1}  | 7
            String  | plain                   | plain
            Object  | {"a":"b"}               | {"a":"b"}
            """)
    void whatIsPublishedReachesCoreData(String resource, String payload, String value) throws Exception {
        simulated.publish("plant/hall-1/data/cell/" + resource, payload);

        await().untilAsserted(
                        () -> assertThat(value(newestReading("cell", resource))).isEqualTo(value));
    }

    @Test
    void aCommandsValuesAreOneEvent() throws Exception {
        simulated.publish("plant/hall-2/data/cell/Both", "{\"Int32\":5,\"String\":\"x\"}");

        await().untilAsserted(() ->
                assertThat(http.get(box.data("/event/device/name/cell")).body()).contains("\"sourceName\":\"Both\""));
    }

    @Test
    void aCommandIsAnsweredOverTheTopics() throws Exception {
        var url = box.command("/device/name/cell/Both");

        assertThat(http.put(url, "{\"Int32\":\"9\",\"String\":\"y\"}").status()).isEqualTo(200);
        assertThat(http.get(url).body()).contains("\"value\":\"9\"", "\"value\":\"y\"");
    }

    @Test
    void aSilentDeviceFailsInTheTimeThatIsConfigured() throws Exception {
        var start = System.nanoTime();

        var answer = http.get(box.command("/device/name/cell/Int64"));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body()).contains("did not answer within 2000 ms");
        assertThat(System.nanoTime() - start).isLessThan(SECONDS.toNanos(10));
        simulated.answer("Int64", "{\"Int64\":1}");
        assertThat(http.get(box.command("/device/name/cell/Int64")).status()).isEqualTo(200);
    }
}
