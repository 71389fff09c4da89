package io.selvage.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes bytes on to the server until it is closed, which cuts every connection. */
public final class Relay implements AutoCloseable {
    private final ServerSocket socket;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    /** Relays from the port, or a free one for 0. */
    public Relay(int port, int target) throws IOException {
        socket = new ServerSocket(port, 16, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(() -> accept(target));
    }

    public int port() {
        return socket.getLocalPort();
    }

    private void accept(int target) {
        while (!socket.isClosed()) {
            try {
                var from = socket.accept();
                var to = new Socket(InetAddress.getLoopbackAddress(), target);
                open.addAll(List.of(from, to));
                pass(from.getInputStream(), to.getOutputStream());
                pass(to.getInputStream(), from.getOutputStream());
            } catch (IOException e) {
                assertThat(socket.isClosed()).as("accepting failed: %s", e).isTrue();
            }
        }
    }

    private static void pass(InputStream in, OutputStream out) {
        Thread.ofVirtual().start(() -> {
            try (in;
                    out) {
                in.transferTo(out);
            } catch (IOException e) {
                assertThat(e).isNotNull(); // cut, as it was meant to be
            }
        });
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (var each : open) {
            each.close();
        }
    }
}
