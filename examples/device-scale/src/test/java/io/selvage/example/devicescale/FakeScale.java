package io.selvage.example.devicescale;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A scale on a port of its own that answers each question with what the test said last. */
final class FakeScale implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(FakeScale.class);

    private final ServerSocket server;
    private final BlockingQueue<String> questions = new LinkedBlockingQueue<>();
    private final List<Socket> clients = new CopyOnWriteArrayList<>();
    private volatile String answer = "W 0.0 stable";

    FakeScale() {
        try {
            server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                clients.add(client);
                Thread.ofVirtual().start(() -> serve(client));
            }
        } catch (IOException e) {
            LOG.debug("the scale is switched off", e);
        }
    }

    private void serve(Socket client) {
        try (var lines =
                new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.US_ASCII))) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                questions.add(line);
                send(client, answer);
            }
        } catch (IOException e) {
            LOG.debug("a client is gone", e);
        }
    }

    private static void send(Socket client, String line) throws IOException {
        client.getOutputStream().write((line + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    int port() {
        return server.getLocalPort();
    }

    void answer(String line) {
        answer = line;
    }

    BlockingQueue<String> questions() {
        return questions;
    }

    /** Presses the key. */
    void print(double weight) throws IOException {
        send(clients.getLast(), "PRINT " + weight);
    }

    /** Cuts the cable: open connections end, new ones are taken. */
    void cut() throws IOException {
        for (var client : clients) {
            client.close();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
