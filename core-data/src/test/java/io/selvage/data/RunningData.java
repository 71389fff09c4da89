package io.selvage.data;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.EdgeServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** core-data on a free port, with an in-memory bus, in the given database. */
final class RunningData implements AutoCloseable {

    /** A status and a body. */
    record Answer(int status, JsonNode body) {}

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    RunningData(String... settings) {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
        var arguments = new ArrayList<>(List.of(settings));
        arguments.add("--Service.Port=0");
        service = EdgeServices.builder(DataApplication.class).parent(parent).run(arguments.toArray(String[]::new));
        url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/api/v3";
    }

    MessageBus bus() {
        return bus;
    }

    /** The text of an answer, with an Accept header. */
    HttpResponse<String> text(String path, String accept) {
        try {
            var request = HttpRequest.newBuilder(URI.create(url + path)).header("Accept", accept);
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    URI uri(String path) {
        return URI.create(url + path);
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    Answer get(String path) {
        return send(path, HttpRequest.newBuilder().GET());
    }

    Answer getWithBody(String path, String body) {
        return send(path, HttpRequest.newBuilder().method("GET", BodyPublishers.ofString(body)));
    }

    Answer delete(String path) {
        return send(path, HttpRequest.newBuilder().DELETE());
    }

    Answer post(String path, byte[] body, String contentType) {
        return send(
                path,
                HttpRequest.newBuilder().header("Content-Type", contentType).POST(BodyPublishers.ofByteArray(body)));
    }

    Answer post(String path, String json) {
        return post(path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8), "application/json");
    }

    private Answer send(String path, HttpRequest.Builder request) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(request.uri(URI.create(url + path)).build(), BodyHandlers.ofByteArray());
            return new Answer(answer.statusCode(), EdgeJson.mapper().readTree(answer.body()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        bus.close();
        parent.close();
        http.close();
    }
}
