package io.selvage.command;

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

/** The whole service on a real port. */
final class RunningCommand implements AutoCloseable {

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final GenericApplicationContext parent = new GenericApplicationContext();
    private final ConfigurableApplicationContext service;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    RunningCommand(int metadataPort, LocalDeviceServices local, String... settings) {
        parent.registerBean(MessageBus.class, () -> bus);
        parent.registerBean(LocalDeviceServices.class, () -> local);
        parent.refresh();
        var args = new ArrayList<>(List.of("--Service.Port=0", "--Clients.core-metadata.Port=" + metadataPort));
        args.addAll(List.of(settings));
        service = EdgeServices.builder(CommandApplication.class).parent(parent).run(args.toArray(String[]::new));
        url = "http://localhost:" + service.getEnvironment().getProperty("local.server.port") + "/api/v3";
    }

    /** The bus that the service is on. */
    InMemoryMessageBus bus() {
        return bus;
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(URI.create(url + path)));
    }

    HttpResponse<String> put(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(url + path)).PUT(BodyPublishers.ofString(body)));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return EdgeJson.mapper().readTree(answer.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
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
