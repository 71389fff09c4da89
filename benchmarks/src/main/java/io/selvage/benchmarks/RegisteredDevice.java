package io.selvage.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;

/** A device of device-virtual with an AutoEvent of 100 ms, there while it is open. */
final class RegisteredDevice implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int POLL_MILLIS = 5;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name;
    private final String metadata;
    private final String data;

    /** Registers it as soon as core-metadata knows its profile and its service. */
    RegisteredDevice(String name, int metadataPort, int dataPort) throws IOException, InterruptedException {
        this.name = name;
        this.metadata = "http://localhost:" + metadataPort + "/api/v3/device";
        this.data = "http://localhost:" + dataPort + "/api/v3/event/count/device/name/" + name;
        var request = HttpRequest.newBuilder(URI.create(metadata))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("[{\"apiVersion\":\"v3\",\"device\":{\"name\":\"" + name
                        + "\",\"serviceName\":\"device-virtual\",\"profileName\":\"Random-Integer-Device\","
                        + "\"adminState\":\"UNLOCKED\",\"operatingState\":\"UP\","
                        + "\"protocols\":{\"other\":{\"Address\":\"bench\"}},\"autoEvents\":"
                        + "[{\"interval\":\"100ms\",\"onChange\":false,\"sourceName\":\"Int16\"}]}}]"))
                .build();
        await(http, request, "\"statusCode\":201", "the device could not be registered");
    }

    /** Waits until core-metadata knows these device services. */
    static void awaitServices(int metadataPort, List<String> services) throws IOException, InterruptedException {
        try (var http = HttpClient.newHttpClient()) {
            for (var service : services) {
                var known = HttpRequest.newBuilder(URI.create(
                                "http://localhost:" + metadataPort + "/api/v3/deviceservice/name/" + service))
                        .build();
                await(http, known, "\"statusCode\":200", service + " has not come to core-metadata");
            }
        }
    }

    /** Waits until an event of it is stored. */
    void awaitEvent() throws IOException, InterruptedException {
        await(
                http,
                HttpRequest.newBuilder(URI.create(data)).build(),
                "[Cc]ount\":[1-9]",
                "no event of the device came");
    }

    private static void await(HttpClient http, HttpRequest request, String wanted, String fault)
            throws IOException, InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var body = http.send(request, BodyHandlers.ofString()).body();
            if (body.matches("(?s).*" + wanted + ".*")) {
                return;
            }
            if (System.nanoTime() > deadline) {
                throw new IOException(fault + ": " + body);
            }
            Waiting.millis(POLL_MILLIS);
        }
    }

    @Override
    public void close() throws IOException {
        try {
            http.send(
                    HttpRequest.newBuilder(URI.create(metadata + "/name/" + name))
                            .DELETE()
                            .build(),
                    BodyHandlers.discarding());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
    }
}
