package io.selvage.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** An HTTP server with fixed answers by method and path. It writes down what it was asked. */
final class TestServer implements AutoCloseable {

    @SuppressWarnings("ArrayRecordComponent") // written once, read only here
    private record Answer(int status, String type, byte[] body, CountDownLatch when) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    private TestServer(int port) throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    static TestServer started() throws IOException {
        return onPort(0);
    }

    static TestServer onPort(int port) throws IOException {
        return new TestServer(port);
    }

    int port() {
        return server.getAddress().getPort();
    }

    String url() {
        return "http://localhost:" + port();
    }

    TestServer answering(String route, int status, String json) {
        return answering(route, status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    TestServer answering(String route, int status, String type, byte[] body) {
        answers.put(route, new Answer(status, type, body, new CountDownLatch(0)));
        return this;
    }

    /** Never answers requests of the route. */
    TestServer hangingAt(String route) {
        answers.put(route, new Answer(200, "application/json", new byte[0], closed));
        return this;
    }

    /** What was asked so far: method, path and query as they came, and the body. */
    List<String> requests() {
        return requests;
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            requests.add((exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + body).strip());
            var route =
                    exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
            var answer = answers.getOrDefault(route, notFound(route));
            answer.when.await(30, TimeUnit.SECONDS);
            exchange.getResponseHeaders().set("Content-Type", answer.type);
            exchange.sendResponseHeaders(answer.status, answer.body.length == 0 ? -1 : answer.body.length);
            exchange.getResponseBody().write(answer.body);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Answer notFound(String route) {
        var json = "{\"apiVersion\":\"v3\",\"message\":\"nothing at " + route + "\",\"statusCode\":404}";
        return new Answer(404, "application/json", json.getBytes(StandardCharsets.UTF_8), new CountDownLatch(0));
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
