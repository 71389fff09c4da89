package io.selvage.bus.mqtt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Mosquitto;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.mqtt.MqttAddress;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttLogin;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A broker whose rights allow no subscription until somebody changes them. */
@Timeout(60)
class RefusedSubscriptionTest extends MosquittoFixture {

    private static final TopicFilter ALL = TopicFilter.of("t/#");

    @Override
    Mosquitto configured() throws IOException {
        var plugin = plugin();
        var rights = directory.resolve("rights.json");
        Files.writeString(rights, """
                {"defaultACLAccess": {
                   "publishClientSend": true, "publishClientReceive": true, "subscribe": false, "unsubscribe": true},
                 "roles": [{"rolename": "mender", "acls": [
                   {"acltype": "publishClientSend", "topic": "$CONTROL/dynamic-security/#", "allow": true}]}],
                 "groups": [{"groupname": "all", "roles": [{"rolename": "mender"}]}],
                 "anonymousGroup": "all"}
                """);
        return Mosquitto.in(directory, "allow_anonymous true\nplugin " + plugin + "\nplugin_opt_config_file " + rights);
    }

    private static Path plugin() throws IOException {
        try (var folders = Stream.of(Path.of("/usr/lib"), Path.of("/usr/local/lib"))
                .filter(Files::isDirectory)
                .flatMap(RefusedSubscriptionTest::within)) {
            var found = folders.map(folder -> folder.resolve("mosquitto_dynamic_security.so"))
                    .filter(Files::exists)
                    .findFirst();
            Assumptions.assumeTrue(found.isPresent(), "skipped: no mosquitto_dynamic_security.so");
            return found.orElseThrow();
        }
    }

    private static Stream<Path> within(Path folder) {
        try (var inside = Files.list(folder)) {
            return Stream.concat(Stream.of(folder), inside.toList().stream());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private void allow() throws MqttException {
        var address = MqttAddress.of("Protocol", "tcp", "127.0.0.1", broker().port());
        var mender = MqttClients.client(address, "mender", false);
        var session = new MqttClients.Session(true, Duration.ofSeconds(10), Duration.ofSeconds(5));
        MqttClients.connect(mender, address, new MqttLogin("", "", null), session);
        var command = """
                {"commands": [{"command": "setDefaultACLAccess", "acls": [{"acltype": "subscribe", "allow": true}]}]}
                """;
        mender.publish("$CONTROL/dynamic-security/v1", command.getBytes(StandardCharsets.UTF_8), 1, false)
                .waitForCompletion(5_000);
        MqttClients.hangUp(mender);
    }

    @Test
    void isAskedForAgainUntilItIsTaken() throws Exception {
        var received = new LinkedBlockingQueue<Integer>();
        bus("a").subscribe(ALL, MessageHandler.of(message -> received.add(number(message))));
        var sender = bus("b");
        sender.publish("t/x", numbered(1));
        await().during(Duration.ofMillis(300)).until(received::isEmpty);

        allow();

        await().atMost(Duration.ofSeconds(15)).until(() -> {
            sender.publish("t/x", numbered(2));
            return received.contains(2);
        });
        assertThat(received).doesNotContain(1);
    }

    @Test
    void aRequestSaysWhyItsReplyCannotComeAndTheNextOneAsksAgain() throws Exception {
        answer(bus("device"), _ -> Map.of());
        var asker = bus("b");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> ask(asker, 1, Duration.ofSeconds(5)))
                .withMessageContaining("refuses b the subscription of");

        allow();

        await().atMost(Duration.ofSeconds(15))
                .ignoreException(EdgeException.class)
                .until(() -> !answered(asker).isError());
    }

    private Envelope answered(MessageBus asker) {
        return ask(asker, 2, Duration.ofMillis(500));
    }
}
