package io.selvage.device.modbus;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Accepts connections and reads of one register, and answers 0 for some units only. It counts what it sees. */
final class SilentServer implements AutoCloseable {

    private static final int HEADER = 7;

    private final ServerSocket listener;
    private final Thread acceptor;
    private final Set<Integer> units;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger mostAtOnce = new AtomicInteger();

    private SilentServer(int port, Set<Integer> units) throws IOException {
        this.units = units;
        this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        this.acceptor = Thread.startVirtualThread(this::accept);
    }

    static SilentServer started() throws IOException {
        return onPort(0);
    }

    static SilentServer answeringOnly(Integer... units) throws IOException {
        return onPort(0, units);
    }

    static SilentServer onPort(int port, Integer... units) throws IOException {
        return new SilentServer(port, Set.of(units));
    }

    int port() {
        return listener.getLocalPort();
    }

    int connections() {
        return connections.get();
    }

    int open() {
        return open.size();
    }

    /** How many requests were there before the one ahead of them was answered. */
    int mostAtOnce() {
        return mostAtOnce.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                var socket = listener.accept();
                connections.incrementAndGet();
                open.add(socket);
                Thread.startVirtualThread(() -> serve(socket));
            } catch (IOException e) {
                return; // closed
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            var in = new DataInputStream(socket.getInputStream());
            while (true) {
                var request = in.readNBytes(HEADER + 5);
                if (request.length < HEADER + 5) {
                    return;
                }
                if (units.contains((int) request[6])) {
                    mostAtOnce.accumulateAndGet(underWay.incrementAndGet() + in.available(), Math::max);
                    underWay.decrementAndGet();
                    socket.getOutputStream()
                            .write(new byte[] {request[0], request[1], 0, 0, 0, 5, request[6], request[7], 2, 0, 0});
                }
            }
        } catch (IOException e) {
            return; // closed by one of the two sides
        } finally {
            open.remove(socket);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            acceptor.join(); // the port is free when its accept has ended
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (var socket : open) {
            socket.close();
        }
    }
}
