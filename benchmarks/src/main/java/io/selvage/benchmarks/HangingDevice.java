package io.selvage.benchmarks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A device service over HTTP with the devices {@code Bench-Hanging}, which never answers, and {@code Bench-Live}. */
final class HangingDevice implements AutoCloseable {

    private static final String EVENT = """
            {"apiVersion":"v3","statusCode":200,"event":{"apiVersion":"v3","id":"3d9d4a6e-6b8c-4a57-9d0f-2f7f3a3f4b11",
            "deviceName":"Bench-Live","profileName":"Bench","sourceName":"Value","origin":1,"readings":[{"origin":1,
            "deviceName":"Bench-Live","resourceName":"Value","profileName":"Bench","valueType":"Int16","value":"7"}]}}""";

    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;

    private HangingDevice() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/api/v3/device/name/Bench-Live/", this::answer);
        server.createContext("/api/v3/device/name/Bench-Hanging/", _ -> hang());
        server.start();
    }

    /** Starts it and makes it known to core-metadata on that port. */
    static HangingDevice start(int metadataPort) throws IOException, InterruptedException {
        var device = new HangingDevice();
        var url = "http://localhost:" + metadataPort + "/api/v3";
        var base = "http://localhost:" + device.server.getAddress().getPort();
        try (var http = HttpClient.newHttpClient()) {
            post(
                    http,
                    url + "/deviceservice",
                    "\"service\":{\"name\":\"device-bench\",\"adminState\":\"UNLOCKED\",\"baseAddress\":\"" + base
                            + "\"}");
            post(http, url + "/deviceprofile", """
                    "profile":{"name":"Bench","apiVersion":"v3","deviceResources":[
                     {"name":"Value","properties":{"valueType":"Int16","readWrite":"R"}}]}""");
            for (var name : new String[] {"Bench-Hanging", "Bench-Live"}) {
                post(http, url + "/device?bypassValidation=true", """
                        "device":{"name":"%s","adminState":"UNLOCKED","operatingState":"UP","serviceName":"device-bench",
                         "profileName":"Bench","protocols":{"other":{"Address":"1"}}}""".formatted(name));
            }
        }
        return device;
    }

    private static void post(HttpClient http, String url, String thing) throws IOException, InterruptedException {
        var body = "[{\"apiVersion\":\"v3\"," + thing + "}]";
        var request = HttpRequest.newBuilder(URI.create(url))
                .POST(BodyPublishers.ofString(body))
                .build();
        var answer = http.send(request, BodyHandlers.ofString()).body();
        if (!answer.contains("\"statusCode\":201") && !answer.contains("\"statusCode\":409")) {
            throw new IOException("not added: " + answer);
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = EVENT.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void hang() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
