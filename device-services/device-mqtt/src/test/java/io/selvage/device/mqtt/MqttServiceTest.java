package io.selvage.device.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Mosquitto;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service with a real broker and a device at it. */
@Timeout(30)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MqttServiceTest {

    private static final Mosquitto BROKER = Mosquitto.in(Temporary.directory()).start();

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(MqttApplication.class)
            .with("Device.AllowedFails", "0")
            .with("MQTTBrokerInfo.Host", "127.0.0.1")
            .with("MQTTBrokerInfo.Port", String.valueOf(BROKER.port()))
            .with("MQTTBrokerInfo.ConnRetryWaitTime", "0")
            .withProfile("""
                    name: Gadget
                    deviceResources:
                      - {name: level, properties: {valueType: Float32, readWrite: RW, minimum: 0, maximum: 100}}
                      - {name: count, properties: {valueType: Uint64, readWrite: RW}}
                      - {name: ping, properties: {valueType: String, readWrite: R}}
                      - {name: open, properties: {valueType: Bool, readWrite: RW}}
                      - {name: json, properties: {valueType: Object, readWrite: RW}}
                      - {name: secret, properties: {valueType: String, readWrite: W}}
                      - {name: photo, properties: {valueType: Binary, readWrite: R, mediaType: image/png}}
                    deviceCommands:
                      - name: values
                        readWrite: R
                        resourceOperations: [{deviceResource: level}, {deviceResource: ping}]
                    """)
            .withDevice("""
                    name: gadget
                    profileName: Gadget
                    protocols: {mqtt: {CommandTopic: command/gadget, Timeout: 2s}}
                    """);

    private Gadget gadget;

    @BeforeAll
    void connect() throws Exception {
        gadget = new Gadget(BROKER.address());
        awaitConnected();
    }

    @BeforeEach
    void forget() {
        gadget.forget();
    }

    /** A command reaches the device when the service is connected. */
    private void awaitConnected() {
        gadget.answer("command/gadget/ping/get", "{\"ping\":\"pong\"}");
        await().atMost(Duration.ofSeconds(15))
                .ignoreExceptions()
                .until(() -> SERVICE.text("gadget", "ping").equals("pong"));
        gadget.forget();
    }

    @AfterAll
    void stop() throws Exception {
        gadget.close();
        BROKER.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level | 12.5                       | 1.25e+01
            level | {"level":12.5}             | 1.25e+01
            level | {"level":"12.5", "x":1}    | 1.25e+01
            count | 18446744073709551615       | 18446744073709551615
            count | {"count":9007199254740993} | 9007199254740993
            ping  | pong                       | pong
            ping  | {"other":1}                | {"other":1}
            open  | {"open":1}                 | true
            json  | {"json":{"a":"b"}}         | {a=b}
            json  | {"a":"b"}                  | {a=b}
            """)
    void whatAResourceSendsBecomesAnEvent(String resource, String payload, String value) throws Exception {
        gadget.publish("incoming/data/gadget/" + resource, payload, 0);

        var event = SERVICE.nextEvent("gadget", resource);
        assertThat(DeviceServiceExtension.values(event).get(resource)).hasToString(value);
    }

    @Test
    void aCommandsValuesBecomeOneEvent() throws Exception {
        gadget.publish("incoming/data/gadget/values", "{\"ping\":\"a\",\"level\":1}", 1);

        assertThat(DeviceServiceExtension.values(SERVICE.nextEvent("gadget", "values")))
                .isEqualTo(Map.of("level", "1e+00", "ping", "a"));
    }

    @Test
    void bytesBecomeABinaryReading() throws Exception {
        gadget.publish("incoming/data/gadget/photo", "PNG", 0);

        assertThat(DeviceServiceExtension.values(SERVICE.nextEvent("gadget", "photo"))
                        .get("photo"))
                .isEqualTo(new byte[] {'P', 'N', 'G'});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gadget/values {\"ping\":\"a\"}",
                "gadget/level x",
                "gadget/secret x",
                "gadget/nothing 1",
                "nobody/level 1",
                "gadget 1",
                "a/gadget/level 1",
                "gadget/level {\"level\":",
                "gadget/level {\"level\":1e39}",
                "gadget/count -1",
                "gadget/count 18446744073709551616",
                "gadget/json [1]",
                "gadget/values [1,2]"
            })
    void whatIsNoReadingIsPassedOver(String message) throws Exception {
        var space = message.indexOf(' ');
        gadget.publish("incoming/data/" + message.substring(0, space), message.substring(space + 1), 0);
        gadget.publish("incoming/data/gadget/ping", "after", 0);

        assertThat(DeviceServiceExtension.values(SERVICE.nextEvent())).containsEntry("ping", "after");
    }

    @Test
    void aReadAsksForEachResource() throws Exception {
        gadget.answer("command/gadget/level/get", "{\"level\":2.5}");
        gadget.answer("command/gadget/ping/get", "{\"ping\":\"pong\"}");

        assertThat(SERVICE.readValues("gadget", "values")).isEqualTo(Map.of("level", "2.5e+00", "ping", "pong"));
        assertThat(gadget.next()).satisfies(command -> isCommand(command, "command/gadget/level/get", ""));
        assertThat(gadget.next()).satisfies(command -> isCommand(command, "command/gadget/ping/get", ""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            level | 2.5         | {"level":2.5}
            count | 1000000     | {"count":1000000}
            open  | true        | {"open":true}
            json  | {"a": [1]}  | {"json":{"a":[1]}}
            """)
    void aWriteSendsTheValue(String resource, String value, String payload) throws Exception {
        gadget.answer("command/gadget/" + resource + "/set", "done");

        SERVICE.write("gadget", resource, Map.of(resource, value));

        var topic = "command/gadget/" + resource + "/set";
        assertThat(gadget.next()).satisfies(command -> isCommand(command, topic, payload));
    }

    private static void isCommand(Gadget.Command command, String topic, String payload) {
        assertThat(command.topic()).isEqualTo(topic);
        assertThat(command.payload()).isEqualTo(payload);
    }

    @Test
    void aSilentDeviceFailsAfterItsTimeout() {
        var start = System.nanoTime();

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.text("gadget", "level"))
                .withMessageContaining("did not answer within 2000 ms");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anAnswerThatComesTooLateIsNotTakenForTheNext() throws Exception {
        assertThatExceptionOfType(EdgeException.class).isThrownBy(() -> SERVICE.text("gadget", "level"));
        var late = gadget.next();
        gadget.answer("command/gadget/level/get", "{\"level\":2}");
        gadget.publish("command/response/" + late.id(), "{\"level\":1}", 1);

        assertThat(SERVICE.text("gadget", "level")).isEqualTo("2e+00");
    }

    @Test
    void whatIsNoTextIsPassedOver() throws Exception {
        gadget.publish("incoming/data/gadget/ping", new byte[] {(byte) 0xB0}, 0);
        gadget.publish("incoming/data/gadget/ping", "after", 0);

        assertThat(DeviceServiceExtension.values(SERVICE.nextEvent())).containsEntry("ping", "after");
    }

    @Test
    void anAnswerThatIsNoneIsTold() {
        gadget.answer("command/gadget/level/get", "{\"ping\":1}");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.text("gadget", "level"))
                .withMessageContaining("no JSON object with the field level: '{\"ping\":1}'");
    }

    @Test
    void theBrokerMayGoAndComeBack() throws Exception {
        BROKER.stop();
        await().untilAsserted(() -> assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.text("gadget", "level"))
                .withMessageContaining("the MQTT broker " + BROKER.address() + " is not connected"));
        BROKER.start();
        gadget.close();
        gadget = new Gadget(BROKER.address());

        awaitConnected();
        gadget.publish("incoming/data/gadget/level", "7", 0);

        assertThat(SERVICE.nextEvent("gadget", "level").readings()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{other: {}}", "{mqtt: {}}", "{mqtt: {CommandTopic: 5}}", "{mqtt: {CommandTopic: a/#}}"})
    void aDeviceThatCannotBeAskedIsRefused(String protocols) {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.addDevice("{name: bad, profileName: Gadget, protocols: " + protocols + "}"))
                .withMessageContaining("device bad");
    }
}
