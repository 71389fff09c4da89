package io.selvage.bus.mqtt;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.BusFixture;
import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.json.EdgeJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What another MQTT client sees of the bus, and what the bus makes of another client's messages. */
@Timeout(60)
class MqttWireTest extends BusFixture {

    @TempDir
    private Path directory;

    private Mosquitto broker;
    private MqttClient other;

    @BeforeEach
    void startBroker() throws IOException, MqttException {
        broker = Mosquitto.in(directory).start();
        other = new MqttClient(broker.address(), "other", new MemoryPersistence());
        other.connect();
    }

    @AfterEach
    void stopBroker() throws InterruptedException, MqttException {
        closeAll();
        other.disconnect();
        other.close();
        broker.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        return MqttMessageBus.connect(BrokerOptions.of(broker, clientId, Map.of()));
    }

    @Test
    void sendsRawEnvelopesAtQos1() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        other.subscribe("t/#", 2, (topic, message) -> seen.add(topic + " " + message.getQos() + " " + message));

        bus("a").publish("t/x", Envelope.of("c", Map.of("n", 1), Envelope.JSON));

        assertThat(next(seen))
                .isEqualTo(
                        "t/x 1 {\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"c\","
                                + "\"requestID\":\"\",\"errorCode\":0,\"payload\":{\"n\":1},\"contentType\":\"application/json\"}");
    }

    @Test
    void sendsTheFormOf3xWhereItIsConfigured() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        other.subscribe("t/#", (_, message) -> seen.add(message.toString()));
        var bus = MqttMessageBus.connect(
                BrokerOptions.of(broker, "old", Map.of(), Map.of("EDGEX_MSG_BASE64_PAYLOAD", "true")));

        bus.publish("t/x", Envelope.of("c", Map.of("n", 1), Envelope.JSON));

        assertThat(next(seen)).contains("\"payload\":\"eyJuIjoxfQ==\"");
        bus.close();
    }

    @Test
    void sendsWholeEnvelopesInCborWhereItIsConfigured() throws Exception {
        var seen = new LinkedBlockingQueue<byte[]>();
        var received = new LinkedBlockingQueue<Integer>();
        other.subscribe("t/#", (_, message) -> seen.add(message.getPayload()));
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));
        var bus = MqttMessageBus.connect(
                BrokerOptions.of(broker, "old", Map.of(), Map.of("EDGEX_MSG_CBOR_ENCODE", "true")));

        bus.publish("t/x", numbered(7));

        var tree = EdgeJson.cbor().readTree(next(seen));
        assertThat(tree.path("payload").asInt()).isEqualTo(7);
        assertThat(tree.path("contentType").asString()).isEqualTo("application/cbor");
        assertThat(next(received)).isEqualTo(7);
        bus.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void sendsAndTakesAtTheConfiguredQos(int qos) throws Exception {
        var seen = new LinkedBlockingQueue<Integer>();
        var received = new LinkedBlockingQueue<Integer>();
        other.subscribe("t/#", 2, (_, message) -> seen.add(message.getQos()));
        var bus = MqttMessageBus.connect(BrokerOptions.of(broker, "q", Map.of("Qos", "" + qos)));
        bus.subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));

        bus.publish("t/x", numbered(3));

        assertThat(next(seen)).isEqualTo(qos);
        assertThat(next(received)).isEqualTo(3);
        assertThat(broker.log()).contains("q " + Math.min(qos, 1) + " t/#"); // at 2 a broken connection would lose some
        bus.close();
    }

    @Test
    void leavesItsMessagesOnTheBrokerWhereItIsConfigured() throws Exception {
        var bus = MqttMessageBus.connect(BrokerOptions.of(broker, "r", Map.of("Retained", "true")));
        bus.publish("t/kept", numbered(1));
        bus("b").publish("t/gone", numbered(2));
        bus.close();
        var seen = new LinkedBlockingQueue<String>();

        other.subscribe("t/#", (topic, message) -> seen.add(topic + " " + message.isRetained()));

        assertThat(next(seen)).isEqualTo("t/kept true");
        assertThat(seen).isEmpty();
    }

    @Test
    void passesOverWhatIsNoEnvelope() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));

        other.publish("t/x", "hello".getBytes(UTF_8), 1, false);
        other.publish("t/x", new byte[0], 1, false);
        other.publish("t/x", "{\"payload\":5,\"contentType\":\"application/json\"}".getBytes(UTF_8), 1, false);

        assertThat(next(received)).isEqualTo(5);
        assertThat(received).isEmpty();
    }

    @Test
    void takesMessagesOfEveryQos() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(TopicFilter.of("t/#"), MessageHandler.of(message -> received.add(number(message))));

        for (var qos = 0; qos <= 2; qos++) {
            var payload = "{\"payload\":" + qos + ",\"contentType\":\"application/json\"}";
            other.publish("t/x", payload.getBytes(UTF_8), qos, false);
            assertThat(next(received)).isEqualTo(qos);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void takesPayloadsOfEverySize(int qos) throws Exception {
        var received = new LinkedBlockingQueue<byte[]>();
        var sizes =
                List.of(0, 1, 3, 4, 5, 63, 64, 65, 127, 128, 8_192, 16_383, 16_384, 65_535, 65_536, 65_537, 300_000, 4);
        var random = new Random(qos);
        bus("a").subscribe(TopicFilter.of("t/#"), new MessageHandler() {
            @Override
            public CompletionStage<?> handle(Message message) {
                received.add(message.envelope().bytes());
                return CompletableFuture.completedStage(null);
            }

            @Override
            public boolean takesUnreadable() {
                return true;
            }
        });

        for (var size : sizes) {
            var payload = new byte[size];
            random.nextBytes(payload);
            Arrays.fill(payload, 0, Math.min(size, 3), (byte) 0); // a small number
            other.publish("t/x", payload, qos, false);
            assertThat(next(received)).isEqualTo(payload);
        }
    }

    @Test
    void answersARequestOfAnotherClient() throws Exception {
        var seen = new LinkedBlockingQueue<String>();
        other.subscribe("t/reply/#", (topic, _) -> seen.add(topic));
        answer(bus("a"), _ -> Map.of());

        other.publish("t/request/7", "{\"requestID\":\"7\",\"payload\":null}".getBytes(UTF_8), 0, false);

        assertThat(next(seen)).isEqualTo("t/reply/7");
    }
}
