package io.selvage.metadata;

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
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** The whole service on a real port, with the bus of one JVM. */
final class RunningMetadata implements AutoCloseable {

    /** A status with the JSON of its body. */
    record Answer(int status, JsonNode body) {

        /** The first item of a batch. */
        JsonNode item() {
            return body.get(0);
        }

        int itemStatus() {
            return item().get("statusCode").asInt();
        }
    }

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    RunningMetadata(Path directory, String... settings) {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
        var args = new ArrayList<>(List.of("--Service.Port=0", "--Database.Path=" + directory.resolve("metadata.db")));
        args.addAll(List.of(settings));
        service = EdgeServices.builder(MetadataApplication.class).parent(parent).run(args.toArray(String[]::new));
        url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/api/v3";
    }

    /** Empties the tables, where tests share a database. */
    void clear() {
        bean(Database.class).write(session -> {
            for (var table : List.of("device", "watcher", "profile", "device_service")) {
                session.update("DELETE FROM " + table);
            }
            return true;
        });
    }

    MessageBus bus() {
        return bus;
    }

    <T> T bean(Class<T> type) {
        return service.getBean(type);
    }

    String url() {
        return url;
    }

    Answer get(String path) {
        return send(to(path));
    }

    Answer delete(String path) {
        return send(to(path).DELETE());
    }

    Answer post(String path, String body) {
        return send(to(path).POST(BodyPublishers.ofString(body)));
    }

    Answer put(String path, String body) {
        return send(to(path).PUT(BodyPublishers.ofString(body)));
    }

    Answer patch(String path, String body) {
        return send(to(path).method("PATCH", BodyPublishers.ofString(body)));
    }

    HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    Answer send(HttpRequest.Builder request) {
        var answer = text(request);
        return new Answer(answer.statusCode(), EdgeJson.mapper().readTree(answer.body()));
    }

    HttpResponse<String> text(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        http.close();
        service.close();
        parent.close();
        bus.close();
    }
}
