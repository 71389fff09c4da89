package io.selvage.system;

import io.selvage.contracts.json.EdgeJson;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import tools.jackson.databind.JsonNode;

/** Requests over MQTT that expect an answer, as any client sends them. */
final class BusRequests implements AutoCloseable {

    private final MqttClient client;
    private final BlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();

    private BusRequests(MqttClient client) {
        this.client = client;
    }

    /** A client that hears all answers on topics of the filter. */
    static BusRequests connect(String broker, String answers) throws MqttException {
        var client = new MqttClient(broker, "requests-" + UUID.randomUUID(), new MemoryPersistence());
        client.connect();
        var requests = new BusRequests(client);
        client.subscribe(
                answers,
                1,
                (_, message) -> requests.answers.add(EdgeJson.mapper().readTree(message.getPayload())));
        return requests;
    }

    /** The envelope that answers the request. */
    JsonNode ask(String topic, String payload, String query) throws MqttException, InterruptedException {
        var id = UUID.randomUUID().toString();
        var envelope = """
                {"apiVersion": "v3", "requestID": "%s", "correlationID": "%s", "contentType": "application/json",
                 "payload": %s, "queryParams": %s}""".formatted(id, UUID.randomUUID(), payload, query);
        client.publish(topic, envelope.getBytes(StandardCharsets.UTF_8), 1, false);
        for (var answer = next(topic); ; answer = next(topic)) {
            if (answer.path("requestID").asString("").equals(id)) {
                return answer;
            }
        }
    }

    private JsonNode next(String topic) throws InterruptedException {
        var answer = answers.poll(10, TimeUnit.SECONDS);
        if (answer == null) {
            throw new AssertionError("no answer to " + topic + " within 10 s");
        }
        return answer;
    }

    @Override
    public void close() throws MqttException {
        client.disconnect();
        client.close();
    }
}
