package io.selvage.box.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EmbeddedBrokerTest {

    private static final String HOST = "127.0.0.1";

    private final EmbeddedBroker broker = EmbeddedBroker.start(HOST, 0, Duration.ofMillis(200), new NobodyInside());

    @AfterEach
    void close() {
        broker.close();
    }

    @Test
    void clientsReachEachOtherByWildcards() throws Exception {
        try (var one = connect("one").subscribe("a/+/c");
                var two = connect("two").subscribe("a/#")) {
            one.send("a/b.*d/c", "1").waitForCompletion(5_000);
            two.send("a/b", "2").waitForCompletion(5_000);

            assertThat(one.next()).isEqualTo(new Outside.Received("a/b.*d/c", "1", false));
            assertThat(two.next()).isEqualTo(new Outside.Received("a/b.*d/c", "1", false));
            assertThat(two.next()).isEqualTo(new Outside.Received("a/b", "2", false));
            assertThat(one.waiting()).isZero();
        }
    }

    @Test
    void aRetainedMessageIsThereForWhoeverSubscribesLater() throws Exception {
        try (var one = connect("one");
                var two = connect("two")) {
            one.publish("state/pump.1", message("on", 1, true));

            two.subscribe("#");
            assertThat(two.next()).isEqualTo(new Outside.Received("state/pump.1", "on", true));
        }
    }

    @Test
    void qosTwoIsDeliveredOnce() throws Exception {
        try (var one = connect("one");
                var two = connect("two").subscribe("a")) {
            one.publish("a", message("1", 2, false));
            one.publish("a", message("2", 2, false));

            assertThat(two.next().text()).isEqualTo("1");
            assertThat(two.next().text()).isEqualTo("2");
        }
    }

    @Test
    void theWillOfAClientThatVanishesIsPublished() throws Exception {
        var options = Outside.options();
        options.setWill("wills", "gone".getBytes(StandardCharsets.UTF_8), 1, false);
        try (var mortal = Outside.connect(broker.port(), "mortal", options);
                var heir = connect("heir").subscribe("wills")) {
            mortal.vanish();

            assertThat(heir.next().text()).isEqualTo("gone");
        }
    }

    @Test
    void aSessionGetsWhatCameWhileItsClientWasAway() throws Exception {
        var options = Outside.options();
        options.setCleanSession(false);
        try (var app = Outside.connect(broker.port(), "app", options)) {
            app.subscribe("a/#").client().disconnect().waitForCompletion(5_000);
            broker.publish("a/b", bytes("1"));

            app.client().connect(options).waitForCompletion(5_000);

            assertThat(app.next().text()).isEqualTo("1");
            assertThat(broker.shed()).isZero();
        }
    }

    @Test
    void fiveMegabytesPassBothWays() throws Exception {
        var large = "x".repeat(5 << 20);
        try (var one = connect("one").subscribe("large")) {
            one.send("large", large).waitForCompletion(10_000);
            assertThat(one.next().text()).isEqualTo(large);

            broker.publish("large", bytes(large));
            assertThat(one.next().text()).isEqualTo(large);
        }
    }

    @Test
    void aPacketBeyondTheLimitEndsItsConnectionOnly() throws Exception {
        try (var greedy = connect("greedy");
                var other = connect("other").subscribe("a")) {
            var _ = greedy.client().publish("a", new byte[33 << 20], 1, false);

            await().until(() -> !greedy.client().isConnected());
            other.send("a", "1").waitForCompletion(5_000);
            assertThat(other.next().text()).isEqualTo("1");
        }
    }

    @Test
    void aClientThatReadsNothingLosesTheOldestAndHoldsUpNobody() throws Exception {
        var reads = new CountDownLatch(1);
        var last = new CountDownLatch(1);
        try (var stuck = connect("stuck")) {
            stuck.client()
                    .subscribe("a", 1, (_, message) -> {
                        reads.await();
                        if (new String(message.getPayload(), StandardCharsets.UTF_8).endsWith("last")) {
                            last.countDown();
                        }
                    })
                    .waitForCompletion(5_000);
            for (var i = 0; i < 20_000; i++) {
                broker.publish("a", new byte[1500]);
            }
            assertThat(broker.shed()).isGreaterThan(5_000);

            broker.publish("a", bytes("last"));
            reads.countDown();
            assertThat(last.await(20, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void whatWaitsForAClientThatIsAwayTakesNothingFromOthers() throws Exception {
        var options = Outside.options();
        options.setCleanSession(false);
        try (var away = Outside.connect(broker.port(), "away", options)) {
            away.subscribe("#").client().disconnect().waitForCompletion(5_000);
            try (var other = connect("other").subscribe("a/#")) {
                var large = "x".repeat(40_000);
                for (var i = 0; i < 2_000; i++) {
                    broker.publish("a/" + i % 7, bytes(i + large));
                    assertThat(other.next().text()).isEqualTo(i + large);
                }
            }
            assertThat(broker.shed()).isGreaterThan(1_000);

            away.client().connect(options).waitForCompletion(5_000);

            var first = away.next().text();
            assertThat(Integer.parseInt(first.substring(0, first.indexOf('x')))).isGreaterThan(1_000);
        }
    }

    @Test
    void topicsThatAreNoLongerUsedAreForgotten() throws Exception {
        var ownTopics = broker.topics();
        try (var app = connect("app").subscribe("#")) {
            for (var i = 0; i < 2_000; i++) {
                broker.publish("edgex/response/app/" + i, bytes("x"));
                app.next();
            }
            assertThat(broker.topics()).isGreaterThan(ownTopics);

            await().until(() -> broker.topics() <= ownTopics + 1);
            broker.publish("edgex/response/app/1", bytes("again"));
            assertThat(app.next().text()).isEqualTo("again");
        }
    }

    @Test
    void aPortThatIsTakenIsNamed() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> EmbeddedBroker.start(HOST, broker.port(), new NobodyInside()))
                .withMessageContaining("cannot open 127.0.0.1:" + broker.port());
    }

    private Outside connect(String id) throws MqttException {
        return Outside.connect(broker.port(), id);
    }

    private static MqttMessage message(String text, int qos, boolean retained) {
        var message = new MqttMessage(bytes(text));
        message.setQos(qos);
        message.setRetained(retained);
        return message;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
