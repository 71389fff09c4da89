package io.selvage.box.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class BusGatewayTest {

    private static final int WINDOW = 16;
    private static final String TOPIC = "edgex/events/device/device-x/Pump/pump.1/Temp";
    private static final TopicFilter EVENTS = TopicFilter.of("edgex/events/device/#");
    private static final Duration A_WHILE = Duration.ofMillis(300);

    private record Taken(Message message, CompletableFuture<@Nullable Void> done) {

        int number() {
            return message.envelope().payloadAs(Integer.class);
        }
    }

    private final InMemoryMessageBus bus = new InMemoryMessageBus(WINDOW);
    private final BusGateway gateway = BusGateway.open(bus, EnvelopeCodec.V4, "127.0.0.1", 0);
    private final LinkedBlockingQueue<Taken> taken = new LinkedBlockingQueue<>();

    @AfterEach
    void close() {
        gateway.close();
        bus.close();
    }

    @Test
    void aMessageIsAcknowledgedWhenTheSubscriberInsideHasFinishedIt() throws Exception {
        subscribeInside();
        try (var device = Outside.connect(gateway.port(), "device")) {
            var token = device.send(TOPIC, envelope(1));
            var inside = take();

            await().during(A_WHILE).until(() -> !token.isComplete());
            inside.done.complete(null);
            token.waitForCompletion(5_000);

            assertThat(inside.number()).isEqualTo(1);
            assertThat(inside.message.topic()).isEqualTo(TOPIC);
        }
    }

    @Test
    void acknowledgementsKeepTheOrderInWhichTheMessagesCame() throws Exception {
        subscribeInside();
        try (var device = Outside.connect(gateway.port(), "device")) {
            var first = device.send(TOPIC, envelope(1));
            var second = device.send(TOPIC, envelope(2));
            var firstInside = take();

            take().done.complete(null);
            await().during(A_WHILE).until(() -> !first.isComplete() && !second.isComplete());
            firstInside.done.complete(null);

            second.waitForCompletion(5_000);
            assertThat(first.isComplete()).isTrue();
        }
    }

    @Test
    void aMessageThatFailsInsideIsNotAcknowledgedAndComesAgain() throws Exception {
        subscribeInside();
        var options = Outside.options();
        options.setCleanSession(false);
        options.setAutomaticReconnect(true);
        try (var device = Outside.connect(gateway.port(), "device", options)) {
            var token = device.send(TOPIC, envelope(1));

            take().done.completeExceptionally(new IllegalStateException("the disk is full"));
            var again = take();
            assertThat(token.isComplete()).isFalse();
            again.done.complete(null);

            token.waitForCompletion(5_000);
            assertThat(again.number()).isEqualTo(1);
        }
    }

    @Test
    void aPublisherFasterThanTheSubscriberInsideWaitsAndLosesNothing() throws Exception {
        subscribeInside();
        var messages = 3_000;
        try (var device = Outside.connect(gateway.port(), "device")) {
            for (var i = 0; i < messages; i++) {
                var _ = device.send(TOPIC, envelope(i));
            }
            await().during(A_WHILE).until(() -> taken.size() <= WINDOW);

            for (var i = 0; i < messages; i++) {
                var inside = take();
                assertThat(inside.number()).isEqualTo(i);
                inside.done.complete(null);
            }
        }
    }

    @Test
    void whatHasQosZeroComesInThoughItsPublisherIsGoneAtOnce() throws Exception {
        subscribeInside();
        for (var i = 0; i < 3; i++) {
            try (var device = Outside.connect(gateway.port(), "device")) {
                var message = new MqttMessage(envelope(i).getBytes(StandardCharsets.UTF_8));
                message.setQos(0);
                device.publish(TOPIC, message);
            }
            var inside = take();
            inside.done.complete(null);
            assertThat(inside.number()).isEqualTo(i);
        }
    }

    @Test
    void whatIsNoEnvelopeIsDroppedAndAcknowledged() throws Exception {
        subscribeInside();
        try (var device = Outside.connect(gateway.port(), "device")) {
            device.send(TOPIC, "no envelope").waitForCompletion(5_000);
            var token = device.send(TOPIC, envelope(1));

            var inside = take();
            inside.done.complete(null);
            token.waitForCompletion(5_000);
            assertThat(inside.number()).isEqualTo(1);
        }
    }

    @Test
    void aMessageFromOutsideReachesEachSubscriberOnce() throws Exception {
        var inside = new AtomicInteger();
        bus.subscribe(EVENTS, MessageHandler.of(_ -> inside.incrementAndGet()));
        try (var device = Outside.connect(gateway.port(), "device");
                var app = Outside.connect(gateway.port(), "app").subscribe("edgex/events/#")) {
            device.send(TOPIC, envelope(1)).waitForCompletion(5_000);
            device.send(TOPIC, envelope(2)).waitForCompletion(5_000);

            assertThat(app.next().text()).isEqualTo(envelope(1));
            assertThat(app.next().text()).isEqualTo(envelope(2));
            await().during(A_WHILE).until(() -> app.waiting() == 0 && inside.get() == 2);
        }
    }

    @Test
    void aMessageFromInsideGoesOutAsEdgexEncodesIt() throws Exception {
        try (var app = Outside.connect(gateway.port(), "app").subscribe("edgex/events/#")) {
            bus.publish(TOPIC, Envelope.of("c-1", Map.of("id", "e-1"), Envelope.JSON));

            var received = app.next();
            assertThat(received.topic()).isEqualTo(TOPIC);
            assertThat(received.text())
                    .isEqualTo(
                            "{\"apiVersion\":\"v3\",\"receivedTopic\":\"\",\"correlationID\":\"c-1\",\"requestID\":\"\","
                                    + "\"errorCode\":0,\"payload\":{\"id\":\"e-1\"},\"contentType\":\"application/json\"}");
        }
    }

    @Test
    void theBusHasASubscriberWhileAClientOutsideIsSubscribed() throws Exception {
        assertThat(bus.hasSubscriber(TOPIC)).isFalse();
        try (var _ = Outside.connect(gateway.port(), "app").subscribe("edgex/events/device/+/Pump/#")) {
            assertThat(bus.hasSubscriber(TOPIC)).isTrue();
            assertThat(bus.hasSubscriber("edgex/system-events/core-metadata/device/add"))
                    .isFalse();
        }
        await().until(() -> !bus.hasSubscriber(TOPIC));
    }

    @Test
    void aRequestFromOutsideGetsItsReplyFromInside() throws Exception {
        bus.subscribe(TopicFilter.of("edgex/core/command/request/#"), message -> {
            var request = message.envelope();
            return bus.send("edgex/response/core-command/" + request.requestId(), request.reply("21.5", Envelope.JSON));
        });
        try (var app = Outside.connect(gateway.port(), "app").subscribe("edgex/response/core-command/#")) {
            var request = Envelope.request(null, Map.of("ds-pushevent", "true"));
            var _ = app.send(
                    "edgex/core/command/request/pump.1/Temp/get",
                    new String(EnvelopeCodec.V4.encode(request), StandardCharsets.UTF_8));

            var reply = app.next();
            assertThat(reply.topic()).isEqualTo("edgex/response/core-command/" + request.requestId());
            assertThat(reply.text()).contains("\"payload\":\"21.5\"");
        }
    }

    private void subscribeInside() {
        bus.subscribe(EVENTS, message -> {
            var one = new Taken(message, new CompletableFuture<>());
            taken.add(one);
            return one.done;
        });
    }

    private Taken take() throws InterruptedException {
        return Objects.requireNonNull(taken.poll(10, TimeUnit.SECONDS), "no message came in");
    }

    private static String envelope(int payload) {
        return """
                {"apiVersion":"v3","receivedTopic":"","correlationID":"","requestID":"","errorCode":0,\
                "payload":%d,"contentType":"application/json"}""".formatted(payload);
    }
}
