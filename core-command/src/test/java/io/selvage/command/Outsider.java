package io.selvage.command;

import static org.awaitility.Awaitility.await;

import io.selvage.contracts.json.EdgeJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import tools.jackson.databind.JsonNode;

/** Who commands devices over the external broker, with bare MQTT and JSON. */
final class Outsider implements AutoCloseable {

    /** A response as it came. */
    record Response(String topic, boolean retained, JsonNode json) {}

    private final MqttClient client;
    private final BlockingQueue<Response> responses = new LinkedBlockingQueue<>();

    Outsider(String url, MqttConnectOptions options) throws MqttException {
        client = new MqttClient(url, MqttClient.generateClientId(), new MemoryPersistence());
        client.connect(options);
    }

    void listen(String filter) throws MqttException {
        client.subscribe(
                filter,
                (topic, message) -> responses.add(new Response(
                        topic, message.isRetained(), EdgeJson.mapper().readTree(message.getPayload()))));
    }

    void publish(String topic, String text) throws MqttException {
        var message = new MqttMessage(text.getBytes(StandardCharsets.UTF_8));
        message.setQos(1);
        client.publish(topic, message);
    }

    /** Publishes a request and returns its id. */
    String ask(String topic, String payload, String query) throws MqttException {
        var id = UUID.randomUUID().toString();
        publish(topic, envelope(id, payload, query));
        return id;
    }

    static String envelope(String requestId, String payload, String query) {
        return """
                {"apiVersion": "v3", "requestID": "%s", "correlationID": "", "contentType": "application/json",
                 "payload": %s, "queryParams": %s}""".formatted(requestId, payload, query);
    }

    /** The response to the request of that id; others that come before it are let go. */
    Response responseTo(String requestId) throws InterruptedException {
        for (var response = next(); ; response = next()) {
            if (response.json().path("requestID").asString("").equals(requestId)) {
                return response;
            }
        }
    }

    /** Asks again and again until a query is answered: core-command may not have connected yet. */
    void awaitService() {
        await().ignoreExceptions().atMost(Duration.ofSeconds(15)).until(() -> {
            ask("edgex/commandquery/request/pump", "null", "{}");
            var response = responses.poll(200, TimeUnit.MILLISECONDS);
            return response != null && !response.retained(); // a broker may have kept one over its restart
        });
    }

    /** As many responses as come first. */
    List<Response> next(int count) throws InterruptedException {
        var some = new ArrayList<Response>();
        while (some.size() < count) {
            some.add(next());
        }
        return some;
    }

    private Response next() throws InterruptedException {
        var response = responses.poll(10, TimeUnit.SECONDS);
        if (response == null) {
            throw new AssertionError("no response within 10 s");
        }
        return response;
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }
}
