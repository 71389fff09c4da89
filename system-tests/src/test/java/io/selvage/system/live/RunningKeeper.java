package io.selvage.system.live;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.keeper.KeeperApplication;
import io.selvage.service.EdgeServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;

/** core-keeper on a real port, with the bus of the test. */
final class RunningKeeper implements AutoCloseable {

    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();

    RunningKeeper(InMemoryMessageBus bus, int port, Path file) {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.refresh();
        service = EdgeServices.builder(KeeperApplication.class)
                .parent(parent)
                .run("--Service.Port=" + port, "--Database.Path=" + file);
    }

    int port() {
        return EdgeServices.portOf(service);
    }

    JsonNode get(String path) {
        return send("GET", path, "");
    }

    void put(String path, String body) {
        send("PUT", path, body);
    }

    private JsonNode send(String method, String path, String body) {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port() + "/api/v3" + path))
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            return EdgeJson.mapper()
                    .readTree(http.send(request, BodyHandlers.ofString()).body());
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
