package io.selvage.keeper;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.service.EdgeServices;
import io.selvage.store.Database;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service on a real port, with a bus that others in this JVM can share. */
final class RunningKeeper implements AutoCloseable {

    /** A status with its content type and the JSON of its body. */
    record Answer(int status, String type, JsonNode body) {}

    private final InMemoryMessageBus bus;
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningKeeper(InMemoryMessageBus bus, int port, String... settings) {
        this.bus = bus;
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
        var args = new ArrayList<>(List.of("--Service.Port=" + port));
        args.addAll(List.of(settings));
        service = EdgeServices.builder(KeeperApplication.class).parent(parent).run(args.toArray(String[]::new));
    }

    MessageBus bus() {
        return bus;
    }

    int port() {
        return EdgeServices.portOf(service);
    }

    void clear() {
        service.getBean(Database.class).write(session -> {
            session.update("DELETE FROM key_value");
            session.update("DELETE FROM registration");
            return true;
        });
    }

    Answer get(String path) {
        return send("GET", path, "");
    }

    Answer put(String path, String body) {
        return send("PUT", path, body);
    }

    Answer post(String path, String body) {
        return send("POST", path, body);
    }

    Answer delete(String path) {
        return send("DELETE", path, "");
    }

    private Answer send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v3" + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var answer = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
            var type = answer.headers().firstValue("Content-Type").orElse("");
            return new Answer(answer.statusCode(), type, EdgeJson.mapper().readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        service.close();
        parent.close();
        http.close();
    }
}
