package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong is refused with EdgeX's status and a message, and what is right goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {

    private static final String POST = "/event/test-service/TestProfile/pump/TestSource";

    private final Http http = new Http();
    private BoxProcess box;

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        box = BoxProcess.start(directory.resolve("box"), "--no-demo");
    }

    @AfterAll
    void stop() {
        box.close();
        http.close();
    }

    @AfterEach
    void theServiceKeepsServing() throws Exception {
        var event = TestEvents.of("pump");
        assertThat(http.post(box.data(POST), TestEvents.json(event)).status()).isEqualTo(201);
        assertThat(http.get(box.data("/event/id/" + event.event().id())).status())
                .isEqualTo(200);
    }

    private static String changed(String from, String to) {
        return TestEvents.json(TestEvents.of("pump")).replaceAll(from, to);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "{",
                "[]",
                "null",
                "\"text\"",
                "{}",
                "{\"apiVersion\":\"v3\"}",
                "{\"apiVersion\":\"v3\",\"event\":{}}"
            })
    void aBodyThatIsNoRequestIs400(String body) throws Exception {
        var answer = http.post(box.data(POST), body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().get("message").asString()).isNotBlank();
        assertThat(answer.json().get("statusCode").asInt()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"origin\":\\d+|\"origin\":\"5\"",
                "\"origin\":\\d+|\"origin\":1.5",
                "\"origin\":\\d+|\"origin\":0",
                "\"deviceName\":\"pump\"|\"deviceName\":7",
                "\"deviceName\":\"pump\"|\"deviceName\":\"other\"",
                "\"value\":\"[^\"]+\"|\"value\":\"warm\"",
                "\"valueType\":\"Float64\"|\"valueType\":\"Float65\"",
                "\"id\":\"[^\"]+\"|\"id\":\"5\"",
                "\"readings\":\\[.*\\]|\"readings\":[]"
            })
    void aWrongMemberIs400(String from, String to) throws Exception {
        assertThat(http.post(box.data(POST), changed(from, to)).status()).isEqualTo(400);
    }

    @Test
    void anUnknownDeviceIs404() throws Exception {
        assertThat(http.get(box.metadata("/device/name/nobody")).status()).isEqualTo(404);
        assertThat(http.get(box.command("/device/name/nobody/Int8")).status()).isEqualTo(404);
        assertThat(http.get(box.url(59900) + "/device/name/nobody/Int8").status())
                .isEqualTo(404);
    }

    @Test
    void thirtyMegabytesAre413() throws Exception {
        var body = TestEvents.json(TestEvents.of("pump")) + " ".repeat(30 * 1024 * 1024);

        var answer = http.post(box.data(POST), body);

        assertThat(answer.status()).isEqualTo(413);
        assertThat(answer.json().get("message").asString()).contains("request size exceeds", "bytes");
    }

    @Test
    void thirtyMegabytesOfUnknownLengthAre413() throws Exception {
        try (var socket = new Socket("localhost", box.port(59880))) {
            socket.setSoTimeout(30_000);
            var chunk = "10000\r\n" + "x".repeat(0x10000) + "\r\n";
            var head = "POST /api/v3" + POST + " HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
            send(socket, stream(head));
            var sending = Thread.ofVirtual().start(() -> send(socket, repeated(chunk)));

            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
            socket.shutdownInput();
            sending.join();
        }
    }

    private static InputStream repeated(String chunk) {
        return stream(chunk.repeat(480) + "0\r\n\r\n");
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void send(Socket socket, InputStream body) {
        try {
            body.transferTo(socket.getOutputStream());
        } catch (IOException e) {
            assertThat(e).as("the service stopped reading, as it may").isNotNull();
        }
    }

    @Test
    void wrongMessagesAreDroppedAndCounted() throws Exception {
        var right = TestEvents.of("pump");
        var messages = Map.of(
                "edgex/events/device/a/b",
                TestEvents.message(right),
                "edgex/events/device/s/TestProfile/other/TestSource",
                TestEvents.message(TestEvents.of("pump")),
                TestEvents.topic("pump") + "/more",
                TestEvents.message(TestEvents.of("pump")),
                TestEvents.topic("pump"),
                "no envelope".getBytes(StandardCharsets.UTF_8));
        try (var client = new MqttClient(box.broker(), "bad-input", new MemoryPersistence())) {
            client.connect();
            for (var message : messages.entrySet()) {
                client.publish(message.getKey(), message.getValue(), 1, false);
            }
            client.publish(TestEvents.topic("pump"), "{\"payload\":5}".getBytes(StandardCharsets.UTF_8), 1, false);
            client.publish(TestEvents.topic("pump"), TestEvents.message(right), 1, false);
            client.disconnect();
        }

        assertThat(http.get(box.data("/event/id/" + right.event().id())).status())
                .isEqualTo(200);
        assertThat(http.get(box.data("/event/count/device/name/other"))
                        .json()
                        .get("count")
                        .asInt())
                .isZero();
    }
}
