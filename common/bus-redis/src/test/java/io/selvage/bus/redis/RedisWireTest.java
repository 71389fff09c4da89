package io.selvage.bus.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.selvage.bus.BusFixture;
import io.selvage.bus.Envelope;
import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a service of EdgeX 3.x sees of the bus, and what the bus makes of its messages. */
@Timeout(60)
class RedisWireTest extends BusFixture {

    @TempDir
    private Path directory;

    private RedisServer redis;
    private RedisClient other;

    @BeforeEach
    void startRedis() throws IOException {
        redis = RedisServer.in(directory).start();
        other = RedisClient.create(RedisURI.create("127.0.0.1", redis.port()));
    }

    @AfterEach
    void stopRedis() throws InterruptedException {
        closeAll();
        other.shutdown(0, 1, TimeUnit.SECONDS);
        redis.stop();
    }

    @Override
    protected MessageBus join(String clientId) {
        return RedisMessageBus.connect(redis.options(clientId, Map.of()));
    }

    private LinkedBlockingQueue<String> listen(String pattern) {
        var seen = new LinkedBlockingQueue<String>();
        var connection = other.connectPubSub();
        connection.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(String matched, String channel, String message) {
                seen.add(channel + " " + message);
            }
        });
        connection.sync().psubscribe(pattern);
        return seen;
    }

    private void publish(String channel, String envelope) {
        other.connect().sync().publish(channel, envelope);
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
    }

    private LinkedBlockingQueue<Message> received(String filter) {
        var received = new LinkedBlockingQueue<Message>();
        bus("a").subscribe(TopicFilter.of(filter), MessageHandler.of(received::add));
        return received;
    }

    @Test
    void channelsHaveDotsAndPayloadsAreBase64() throws Exception {
        var seen = listen("edgex.events.*");

        bus("a").publish("edgex/events/device/svc/p/d/s", Envelope.of("c", Map.of("n", 1), Envelope.JSON));

        assertThat(next(seen))
                .isEqualTo(
                        "edgex.events.device.svc.p.d.s {\"apiVersion\":\"v3\",\"receivedTopic\":\"edgex/events/device/svc/p/d/s\","
                                + "\"correlationID\":\"c\",\"requestID\":\"\",\"errorCode\":0,\"payload\":\"eyJuIjoxfQ==\","
                                + "\"contentType\":\"application/json\"}");
    }

    @Test
    void anErrorIsBase64Too() throws Exception {
        var seen = listen("t.*");

        bus("a").publish("t/x", Envelope.request(null, Map.of()).error("it broke"));

        assertThat(next(seen))
                .contains("\"payload\":\"" + base64("it broke") + "\"")
                .contains("\"errorCode\":1");
    }

    @Test
    void messagesOf3xAreTaken() throws Exception {
        var received = received("edgex/events/#");

        publish("edgex.events.device.svc.p.d.s", """
                {"apiVersion":"v3","receivedTopic":"","correlationID":"c","requestID":"","errorCode":0,
                 "payload":"%s","contentType":"application/json"}""".formatted(base64("{\"n\":1}")));

        var message = next(received);
        assertThat(message.topic()).isEqualTo("edgex/events/device/svc/p/d/s");
        assertThat(payload(message.envelope())).isEqualTo(Map.of("n", 1));
    }

    @Test
    void thePlusIsOneLevelThoughRedisSendsMore() throws Exception {
        var received = received("t/+/get");
        var sender = bus("b");

        sender.publish("t/a/b/get", numbered(1));
        sender.publish("t/a/get", numbered(2));

        assertThat(number(next(received))).isEqualTo(2);
        assertThat(received).isEmpty();
    }

    @Test
    void aFilterWithALevelBelowThePlusHearsEachMessageOnce() throws Exception {
        var received = received("t/+/b/#");
        var sender = bus("b");

        for (var topic : new String[] {"t/x/b", "t/x/b/c", "t/x/b/b/b", "t/x/c/b", "t/last/b"}) {
            sender.publish(topic, numbered(1));
        }

        for (var topic : new String[] {"t/x/b", "t/x/b/c", "t/x/b/b/b", "t/last/b"}) {
            assertThat(next(received).topic()).isEqualTo(topic);
        }
        assertThat(received).isEmpty();
    }

    @Test
    void dotsInNamesAreNoLevelsAmongOurOwn() throws Exception {
        var received = received("t/+/get");

        bus("b").publish("t/pump.1/get", numbered(1));

        assertThat(next(received).topic()).isEqualTo("t/pump.1/get");
    }

    @Test
    void whatThePublisherSaysOfAnotherTopicIsNotBelieved() throws Exception {
        var received = received("t/#");

        publish("t.a.b", "{\"receivedTopic\":\"t/other\",\"payload\":null,\"contentType\":\"application/json\"}");

        assertThat(next(received).topic()).isEqualTo("t/a/b");
    }

    @Test
    void charactersThatPatternsKnowAreNoneInNames() throws Exception {
        var received = received("t/a[1]*?\\/+");
        var sender = bus("b");

        sender.publish("t/a1xx/get", numbered(1));
        sender.publish("t/a[1]*?\\/get", numbered(2));

        assertThat(number(next(received))).isEqualTo(2);
    }

    @Test
    void whatIsNoEnvelopeIsPassedOver() throws Exception {
        var received = received("t/#");

        publish("t.x", "hello");
        publish("t.x", "");
        publish("t.x", "{\"payload\":\"" + base64("5") + "\",\"contentType\":\"application/json\"}");

        assertThat(number(next(received))).isEqualTo(5);
        assertThat(received).isEmpty();
    }

    @Test
    void aRequestOf3xIsAnswered() throws Exception {
        var seen = listen("t.reply.*");
        answer(bus("a"), _ -> Map.of());

        publish("t.request.7", "{\"requestID\":\"7\",\"payload\":null}");

        assertThat(next(seen)).startsWith("t.reply.7 ");
    }

    @Test
    void connectionsAreNamed() {
        bus("core-data").subscribe(TopicFilter.of("t/#"), MessageHandler.of(_ -> {}));

        assertThat(other.connect().sync().clientList()).contains("name=core-data");
    }
}
