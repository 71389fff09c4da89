package io.selvage.device.sdk.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.context.ConfigurableApplicationContext;

/** A running device service, asked over its port. */
public final class TestService {

    private final ConfigurableApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    TestService(ConfigurableApplicationContext context) {
        this.context = context;
        this.url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + "/api/v3";
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public void close() {
        context.close();
    }

    /** Waits until the device answers commands or refuses them for a reason of its own. */
    public TestService knows(String device) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> {
            var status = get("/device/name/" + device + "/any-resource").body();
            return !status.contains("the device service is") && !status.contains("device " + device + " not found");
        });
        return this;
    }

    public HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(to(path));
    }

    public HttpResponse<byte[]> getBytes(String path) throws IOException, InterruptedException {
        return http.send(to(path).build(), BodyHandlers.ofByteArray());
    }

    public HttpResponse<String> put(String path, String json) throws IOException, InterruptedException {
        return send(to(path).PUT(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> post(String path) throws IOException, InterruptedException {
        return send(to(path).POST(BodyPublishers.noBody()));
    }

    public HttpResponse<String> post(String path, String json) throws IOException, InterruptedException {
        return send(to(path).POST(BodyPublishers.ofString(json)));
    }

    public HttpResponse<String> delete(String path) throws IOException, InterruptedException {
        return send(to(path).DELETE());
    }

    private HttpRequest.Builder to(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(20));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), BodyHandlers.ofString());
    }
}
