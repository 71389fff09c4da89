package io.selvage.system;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A device with an HTTP server: it keeps what is PUT to a path, and answers a GET of the path with it. */
final class EndDevice implements AutoCloseable {

    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final HttpServer server;

    EndDevice() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", exchange -> {
            var path = exchange.getRequestURI().getPath();
            if (exchange.getRequestMethod().equals("PUT")) {
                values.put(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            }
            var value = values.getOrDefault(path, "").getBytes(UTF_8);
            exchange.getResponseHeaders()
                    .set("Content-Type", path.endsWith("Object") ? "application/json" : "text/plain");
            exchange.sendResponseHeaders(value.length == 0 ? 404 : 200, value.length == 0 ? -1 : value.length);
            exchange.getResponseBody().write(value);
            exchange.close();
        });
        server.start();
    }

    int port() {
        return server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
