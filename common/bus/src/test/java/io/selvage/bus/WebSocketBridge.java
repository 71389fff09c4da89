package io.selvage.bus;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;

/** Lets a broker that has no web sockets be reached by them, as a reverse proxy does. */
public final class WebSocketBridge implements AutoCloseable {

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int CLOSE = 8;

    private final ServerSocket server;
    private final int broker;

    private WebSocketBridge(ServerSocket server, int broker) {
        this.server = server;
        this.broker = broker;
    }

    /** A bridge to the port, {@code ws}. */
    public static WebSocketBridge to(int broker) {
        return to(broker, ServerSocketFactory.getDefault());
    }

    /** A bridge to the port over TLS, {@code wss}, which wants a certificate of the authority from its clients. */
    public static WebSocketBridge overTls(int broker, Certificates certificates) throws GeneralSecurityException {
        try {
            var bridge = to(broker, certificates.client("server").getServerSocketFactory());
            ((SSLServerSocket) bridge.server).setNeedClientAuth(true);
            return bridge;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static WebSocketBridge to(int broker, ServerSocketFactory sockets) {
        try {
            var server = sockets.createServerSocket(0, 10, InetAddress.getLoopbackAddress());
            var bridge = new WebSocketBridge(server, broker);
            Thread.startVirtualThread(bridge::accept);
            return bridge;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return server.getLocalPort();
    }

    private void accept() {
        try {
            while (true) {
                var client = server.accept();
                Thread.startVirtualThread(() -> serve(client));
            }
        } catch (IOException _) {
            // the test ends
        }
    }

    private void serve(Socket client) {
        try (client;
                var mqtt = new Socket(InetAddress.getLoopbackAddress(), broker)) {
            var in = new DataInputStream(client.getInputStream());
            shakeHands(in, client.getOutputStream());
            Thread.startVirtualThread(() -> down(mqtt, client));
            while (passFrame(in, mqtt.getOutputStream())) {
                // until the client closes
            }
        } catch (IOException | GeneralSecurityException _) {
            // the client sees its connection end
        }
    }

    private static void shakeHands(InputStream in, OutputStream out) throws IOException, GeneralSecurityException {
        var key = "";
        for (var line = line(in); !line.isEmpty(); line = line(in)) {
            if (line.startsWith("Sec-WebSocket-Key:")) {
                key = line.substring(line.indexOf(':') + 1).strip();
            }
        }
        var accept = Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + GUID).getBytes(US_ASCII)));
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept + "\r\nSec-WebSocket-Protocol: mqtt\r\n\r\n")
                .getBytes(US_ASCII));
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (var c = in.read(); c != '\n' && c >= 0; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /** Passes what one frame of the client holds on; false at the last. */
    private static boolean passFrame(DataInputStream in, OutputStream out) throws IOException {
        var first = in.read();
        var length = in.readUnsignedByte() & 0x7f;
        if (first < 0 || (first & 0xf) == CLOSE) {
            return false;
        }
        length = length == 126 ? in.readUnsignedShort() : length;
        var mask = in.readNBytes(4);
        var data = in.readNBytes(length);
        for (var i = 0; i < data.length; i++) {
            data[i] ^= mask[i % 4];
        }
        out.write(data);
        return true;
    }

    private static void down(Socket mqtt, Socket client) {
        var data = new byte[100]; // fits the short form
        try {
            for (var n = mqtt.getInputStream().read(data);
                    n > 0;
                    n = mqtt.getInputStream().read(data)) {
                var frame = new byte[n + 2];
                frame[0] = (byte) 0x82;
                frame[1] = (byte) n;
                System.arraycopy(data, 0, frame, 2, n);
                client.getOutputStream().write(frame);
            }
            client.close();
        } catch (IOException _) {
            // the client has gone
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
