package io.selvage.device.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;

/** A device with an HTTP server: it keeps what is PUT to a path and answers a GET with it, unless told otherwise. */
final class Thing implements AutoCloseable {

    /** A request as it came. */
    record Received(String method, String url, String contentType, String body) {}

    /** What a GET is answered with. */
    record Answer(int status, String contentType, String body) {}

    /** The status of an answer that begins and does not end. */
    static final int HALF = 1;

    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final HttpServer server;

    private Thing(HttpServer server) {
        this.server = server;
        server.setExecutor(task -> Thread.ofVirtual().start(task));
        server.createContext("/", exchange -> {
            var url = exchange.getRequestURI();
            var type = exchange.getRequestHeaders().getFirst("Content-Type");
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Received(exchange.getRequestMethod(), url.toString(), type == null ? "" : type, body));
            var answer = answers.getOrDefault(url.getPath(), new Answer(204, "", ""));
            if (answer.status() == 0) {
                awaitClose();
            }
            exchange.getResponseHeaders().set("Content-Type", answer.contentType());
            if (answer.status() == HALF) {
                exchange.sendResponseHeaders(200, 10);
                exchange.getResponseBody().write('1');
                exchange.getResponseBody().flush();
                awaitClose();
            }
            var bytes = answer.body().getBytes(UTF_8);
            exchange.sendResponseHeaders(answer.status(), bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    /** A device on a free port. */
    static Thing start() {
        try {
            return new Thing(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitClose() {
        try {
            closing.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    /** Answers requests for the path so; never where the status is 0. */
    void answer(String path, int status, String contentType, String body) {
        answers.put(path, new Answer(status, contentType, body));
    }

    /** Forgets what it is to answer and what came. */
    void forget() {
        answers.clear();
        received.clear();
    }

    Received next() throws InterruptedException {
        return received.take();
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
    }
}
