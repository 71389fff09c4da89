package io.selvage.system;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.json.EdgeJson;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user sees who started the box with its demo devices. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowTest {

    private final Http http = new Http();
    private BoxProcess box;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        box = BoxProcess.start(directory.resolve("box"));
    }

    @AfterAll
    void stop() {
        box.close();
        http.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {59880, 59881, 59882, 59900, 59901})
    void everyServiceHasTheCommonRoutes(int port) throws Exception {
        assertThat(http.get(box.url(port) + "/ping").body()).contains("\"serviceName\"");
        assertThat(http.get(box.url(port) + "/version").json().get("version").asString())
                .startsWith("4.1.");
        assertThat(http.get(box.url(port) + "/config")
                        .json()
                        .at("/config/Service/Port")
                        .asInt())
                .isEqualTo(box.port(port));
        assertThat(http.get("http://localhost:" + box.port(port) + "/v3/api-docs")
                        .status())
                .isEqualTo(200);
        assertThat(http.get("http://localhost:" + box.port(port) + "/swagger-ui/index.html")
                        .body())
                .contains("swagger-ui");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Random-Boolean-Device",
                "Random-Integer-Device",
                "Random-UnsignedInteger-Device",
                "Random-Float-Device",
                "Random-Binary-Device",
                "Demo-Modbus-Device"
            })
    void everyDemoDeviceSendsEvents(String device) throws Exception {
        assertThat(http.get(box.metadata("/device/name/" + device)).status()).isEqualTo(200);

        await().atMost(30, SECONDS)
                .untilAsserted(() -> assertThat(http.get(box.data("/event/device/name/" + device + "?limit=1"))
                                .json()
                                .get("totalCount")
                                .asInt())
                        .isPositive());
        var readings = http.get(box.data("/reading/device/name/" + device + "?limit=5"))
                .json();
        assertThat(readings.at("/readings/0/deviceName").asString()).isEqualTo(device);
    }

    @Test
    void readingsComeNewestFirst() throws Exception {
        await().atMost(30, SECONDS)
                .until(() -> http.get(box.data("/reading/all"))
                                .json()
                                .get("totalCount")
                                .asInt()
                        > 5);

        var origins = http.get(box.data("/reading/all?limit=50"))
                .json()
                .get("readings")
                .valueStream()
                .map(reading -> reading.get("origin").asLong())
                .toList();
        assertThat(origins).isSortedAccordingTo((a, b) -> Long.compare(b, a));
    }

    @Test
    void aCommandReadsAndWrites() throws Exception {
        var url = box.command("/device/name/Random-Integer-Device/Int16");

        assertThat(http.put(url, "{\"Int16\":\"4711\"}").status()).isEqualTo(200);
        var answer = http.get(url);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().at("/event/readings/0/value").asString()).isEqualTo("4711");
        assertThat(answer.json().at("/event/readings/0/valueType").asString()).isEqualTo("Int16");
    }

    @Test
    void aCommandMayNameResourcesByARegularExpression() throws Exception {
        var answer = http.get(box.command("/device/name/Random-Integer-Device/%5EInt(8%7C16)$?ds-regexcmd=true"));

        assertThat(answer.json().at("/event/readings").findValuesAsString("resourceName"))
                .containsExactlyInAnyOrder("Int8", "Int16");
        assertThat(http.get(box.command("/device/name/Random-Integer-Device/%5EInt8$?ds-regexcmd=false"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void commandsAndQueriesGoOverTheBusToo() throws Exception {
        try (var bus = BusRequests.connect(box.broker(), "edgex/response/core-command/+")) {
            var stem = "edgex/core/command/request/Random-Integer-Device/Int32/";

            assertThat(bus.ask(stem + "set", "{\"Int32\":\"815\"}", "{}")
                            .get("errorCode")
                            .asInt())
                    .isZero();
            assertThat(bus.ask(stem + "get", "null", "{\"ds-pushevent\":\"false\"}")
                            .at("/payload/event/readings/0/value")
                            .asString())
                    .isEqualTo("815");
            assertThat(bus.ask("edgex/core/command/request/Random-Binary-Device/Binary/get", "null", "{}")
                            .get("contentType")
                            .asString())
                    .isEqualTo("application/cbor");
            assertThat(bus.ask("edgex/core/commandquery/request/Random-Integer-Device", "null", "{}")
                            .at("/payload/deviceCoreCommand/coreCommands"))
                    .isNotEmpty();
        }
    }

    @Test
    void aModbusRegisterIsWrittenAndReadBack() throws Exception {
        var url = box.command("/device/name/Demo-Modbus-Device/Setpoint");

        assertThat(http.put(url, "{\"Setpoint\":\"217\"}").status()).isEqualTo(200);

        assertThat(http.get(url).json().at("/event/readings/0/value").asString())
                .startsWith("2");
    }

    @Test
    void outsideSubscribersSeeTheEnvelopesOfEdgex4() throws Exception {
        var received = new LinkedBlockingQueue<String>();
        try (var client = new MqttClient(box.broker(), "flow-test-sub", new MemoryPersistence())) {
            client.connect();
            client.subscribe(
                    "edgex/events/#",
                    1,
                    (topic, message) ->
                            received.add(topic + " " + new String(message.getPayload(), StandardCharsets.UTF_8)));

            var first = received.poll(30, SECONDS);

            assertThat(first).startsWith("edgex/events/device/device-");
            var envelope = EdgeJson.mapper().readTree(first.substring(first.indexOf(' ') + 1));
            assertThat(envelope.propertyNames())
                    .containsAll(List.of("apiVersion", "correlationID", "requestID", "errorCode", "payload"));
            client.disconnect();
        }
    }

    @Test
    void whatOutsidersPublishIsStored() throws Exception {
        var request = TestEvents.of("outside");
        try (var client = new MqttClient(box.broker(), "flow-test-pub", new MemoryPersistence())) {
            client.connect();
            client.publish(TestEvents.topic("outside"), TestEvents.message(request), 1, false);
            client.disconnect();
        }

        var stored = http.get(box.data("/event/id/" + request.event().id()));

        assertThat(stored.status()).isEqualTo(200);
        assertThat(stored.json().at("/event/readings")).hasSize(5);
    }

    @Test
    void whatIsPostedIsStored() throws Exception {
        var request = TestEvents.of("posted");

        assertThat(http.post(box.data(TestEvents.restPath("posted")), TestEvents.json(request))
                        .status())
                .isEqualTo(201);

        assertThat(http.get(box.data("/event/id/" + request.event().id())).status())
                .isEqualTo(200);
    }

    @Test
    void aDeviceIsRegisteredByRestAndSendsEvents() throws Exception {
        var device = """
                [{"apiVersion":"v3","device":{"name":"Added","adminState":"UNLOCKED","operatingState":"UP",
                  "serviceName":"device-virtual","profileName":"Random-Integer-Device","protocols":{"other":{}},
                  "autoEvents":[{"interval":"200ms","onChange":false,"sourceName":"Int8"}]}}]""";

        assertThat(http.post(box.metadata("/device"), device)
                        .json()
                        .at("/0/statusCode")
                        .asInt())
                .isEqualTo(201);

        await().atMost(10, SECONDS)
                .until(() -> http.get(box.data("/event/count/device/name/Added"))
                                .json()
                                .get("count")
                                .asInt()
                        > 1);
        assertThat(http.delete(box.metadata("/device/name/Added")).status()).isEqualTo(200);
    }
}
