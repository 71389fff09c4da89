package io.selvage.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Mosquitto;
import io.selvage.command.Outsider.Response;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Commands and queries over a real MQTT broker outside. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ExternalRequestsTest {

    private static final String COMMAND = "edgex/command/request/";
    private static final String QUERY = "edgex/commandquery/request/";

    private Mosquitto broker;
    private PumpsOnABus pumps;
    private Outsider outsider;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        broker = Mosquitto.in(directory).start();
        pumps = new PumpsOnABus(
                "--Service.RequestTimeout=3s",
                "--ExternalMQTT.Enabled=true",
                "--ExternalMQTT.Url=" + url(),
                "--ExternalCommand.MaxConcurrentRequests=8");
        outsider = new Outsider(url(), new MqttConnectOptions());
        outsider.listen("edgex/command/response/#");
        outsider.listen("edgex/commandquery/response");
        outsider.awaitService();
    }

    @AfterAll
    void stop() throws Exception {
        outsider.close();
        pumps.close();
        broker.stop();
    }

    private String url() {
        return "tcp://localhost:" + broker.port();
    }

    private Response ask(String topic, String payload, String query) throws Exception {
        return outsider.responseTo(outsider.ask(topic, payload, query));
    }

    @Test
    @Order(1)
    void aReadIsAnsweredBesideItsRequest() throws Exception {
        var response = ask(COMMAND + "pump/Speed/get", "null", "{\"ds-pushevent\": \"false\", \"where\": \"x\"}");

        assertThat(response.topic()).isEqualTo("edgex/command/response/pump/Speed/get");
        var envelope = response.json();
        assertThat(envelope.get("receivedTopic").asString()).isEqualTo(response.topic());
        assertThat(envelope.get("errorCode").asInt()).isZero();
        assertThat(envelope.get("correlationID").asString()).hasSize(36);
        assertThat(envelope.at("/payload/event/readings/0/value").asString()).isEqualTo("1.5e+00");
        assertThat(pumps.requests().getLast().envelope().queryParams())
                .containsEntry("ds-pushevent", "false")
                .containsEntry("where", "x");
    }

    @Test
    @Order(2)
    void aWriteTakesItsValuesAlong() throws Exception {
        var response = ask(COMMAND + "pump/Speed/SET", "{\"Speed\": \"21.5\"}", "{}");

        assertThat(response.topic()).isEqualTo("edgex/command/response/pump/Speed/SET");
        assertThat(response.json().get("payload").isNull()).isTrue();
        var asked = pumps.requests().getLast();
        assertThat(asked.topic()).endsWith("/pump/Speed/SET");
        assertThat(asked.envelope().text()).contains("21.5");
    }

    @Test
    @Order(3)
    void theLastResponseStaysOnTheBroker() throws Exception {
        var id = ask(COMMAND + "other/Speed/get", "null", "{}").json().get("requestID");
        try (var later = new Outsider(url(), new MqttConnectOptions())) {
            later.listen("edgex/command/response/other/#");
            var kept = later.next(1).getFirst();

            assertThat(kept.retained()).isTrue();
            assertThat(kept.json().get("requestID")).isEqualTo(id);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "none/Speed/get, '{}', nothing at GET",
        "pump/Locked/get, '{}', device pump locked",
        "pump/Slow/get, '{}', within",
        "lonely/Speed/get, '{}', takes no commands",
        "pump/Speed/get, '{\"ds-returnevent\": \"maybe\"}', has to be true or false"
    })
    @Order(4)
    void whatFailsIsAnsweredWithAnError(String stem, String query, String words) throws Exception {
        var response = ask(COMMAND + stem, "null", query);

        assertThat(response.topic()).isEqualTo("edgex/command/response/" + stem);
        assertThat(response.json().get("errorCode").asInt()).isEqualTo(1);
        assertThat(response.json().get("contentType").asString()).isEqualTo("text/plain");
        assertThat(response.json().get("payload").asString()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "[]",
                "{}",
                "{\"apiVersion\": \"v2\", \"requestID\": \"ID\", \"contentType\": \"application/json\"}",
                "{\"apiVersion\": \"v3\", \"requestID\": \"7\", \"contentType\": \"application/json\"}",
                "{\"apiVersion\": \"v3\", \"requestID\": \"ID\", \"correlationID\": \"7\", \"contentType\": \"application/json\"}",
                "{\"apiVersion\": \"v3\", \"requestID\": \"ID\", \"contentType\": \"application/cbor\"}"
            })
    @Order(5)
    void whatIsNoRequestIsDropped(String text) throws Exception {
        var before = pumps.requests().size();
        outsider.publish(COMMAND + "pump/Speed/get", text.replace("ID", "9d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11"));
        outsider.publish(
                COMMAND + "pump/Speed/turn", Outsider.envelope("9d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11", "null", "{}"));
        var response = ask(COMMAND + "pump/Speed/get", "null", "{}");

        assertThat(response.json().get("errorCode").asInt()).isZero();
        assertThat(pumps.requests()).hasSize(before + 1);
    }

    @Test
    @Order(6)
    void queriesAreAnsweredOnOneTopic() throws Exception {
        var one = ask(QUERY + "pump", "null", "{}");
        var all = ask(QUERY + "All", "null", "{\"offset\": \"3\", \"limit\": \"2\"}");

        assertThat(one.topic()).isEqualTo("edgex/commandquery/response");
        assertThat(one.json().at("/payload/deviceCoreCommand/coreCommands")).hasSize(2);
        assertThat(one.json().at("/payload/requestId")).isEqualTo(one.json().get("requestID"));
        assertThat(all.json().at("/payload/totalCount").asInt()).isEqualTo(7);
        assertThat(ask(QUERY + "none", "null", "{}").json().get("errorCode").asInt())
                .isEqualTo(1);
    }

    @Test
    @Order(7)
    void aDeviceThatHangsTakesNotAllPlaces() throws Exception {
        var late = new HashSet<String>();
        for (var i = 0; i < 20; i++) {
            late.add(outsider.ask(COMMAND + "pump/Slow/get", "null", "{}"));
        }
        var fine = outsider.ask(COMMAND + "other/Speed/get", "null", "{}");
        var errors = new ArrayList<String>();
        for (var response : outsider.next(21)) {
            var id = response.json().get("requestID").asString();
            if (id.equals(fine)) {
                assertThat(response.json().get("errorCode").asInt()).isZero();
                assertThat(errors).hasSize(16);
            } else {
                assertThat(late).contains(id);
                errors.add(response.json().get("payload").asString());
            }
        }

        assertThat(errors.subList(0, 16)).allMatch(text -> text.contains("device pump is busy"));
        assertThat(errors.subList(16, 20)).noneMatch(text -> text.contains("busy"));
    }

    @Test
    @Order(8)
    void aBrokerThatReturnsIsServedAgain() throws Exception {
        outsider.close();
        broker.stop();
        broker.start();
        outsider = outsiderAgain();
        outsider.awaitService();

        assertThat(ask(COMMAND + "pump/Speed/get", "null", "{}")
                        .json()
                        .get("errorCode")
                        .asInt())
                .isZero();
    }

    private Outsider outsiderAgain() throws MqttException {
        var again = new Outsider(url(), new MqttConnectOptions());
        again.listen("edgex/command/response/#");
        again.listen("edgex/commandquery/response");
        return again;
    }
}
