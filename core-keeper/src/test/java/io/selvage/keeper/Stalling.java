package io.selvage.keeper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A server that answers each request with the headers of success and the first byte of a body that never ends. */
final class Stalling implements AutoCloseable {

    private static final byte[] BEGINNING =
            "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final Collection<Socket> held = new ConcurrentLinkedQueue<>();

    Stalling() throws IOException {
        server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var socket = server.accept();
                held.add(socket);
                socket.getOutputStream().write(BEGINNING);
            }
        } catch (IOException e) {
            if (!server.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many have asked. */
    int asked() {
        return held.size();
    }

    @Override
    public void close() throws IOException {
        server.close();
        for (var socket : held) {
            socket.close();
        }
    }
}
