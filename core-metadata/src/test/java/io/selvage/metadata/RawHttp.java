package io.selvage.metadata;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Sends any bytes for a request, which no proper client would, and reads the answers. */
final class RawHttp implements Closeable {

    private static final int PATIENCE_MS = 10_000;

    /** What came; status 0 where the server closed the connection without an answer. */
    record Answer(int status, String body) {}

    private final int port;
    private @Nullable Socket socket;
    private @Nullable InputStream in;

    RawHttp(int port) {
        this.port = port;
    }

    /** Throws {@link SocketTimeoutException} where nothing comes for 10 s. */
    Answer send(FuzzRequest request) throws IOException {
        var connection = connection();
        try {
            connection.getOutputStream().write(request.bytes());
            return answer(request.method());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            close();
            return new Answer(0, e.toString());
        }
    }

    private Socket connection() throws IOException {
        var known = socket;
        if (known != null && !known.isClosed()) {
            return known;
        }
        var made = new Socket(InetAddress.getLoopbackAddress(), port);
        made.setTcpNoDelay(true);
        made.setSoTimeout(PATIENCE_MS);
        socket = made;
        in = new BufferedInputStream(made.getInputStream());
        return made;
    }

    private Answer answer(String method) throws IOException {
        var status = line();
        var length = -1;
        var isChunked = false;
        var isLast = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
            isChunked |= header.equalsIgnoreCase("Transfer-Encoding: chunked");
            isLast |= header.equalsIgnoreCase("Connection: close");
        }
        var body = method.equals("HEAD") ? "" : isChunked ? chunks() : text(Math.max(length, 0));
        if (isLast) {
            close();
        }
        return new Answer(Integer.parseInt(status.split(" ", 3)[1]), body);
    }

    private String chunks() throws IOException {
        var body = new StringBuilder();
        for (var size = size(); size > 0; size = size()) {
            body.append(text(size));
            line();
        }
        line();
        return body.toString();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private InputStream input() throws IOException {
        if (in == null) {
            throw new IOException("not connected");
        }
        return in;
    }

    private String text(int length) throws IOException {
        return new String(input().readNBytes(length), StandardCharsets.UTF_8);
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (var c = input().read(); c != '\n'; c = input().read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        var open = socket;
        if (open != null) {
            open.close();
        }
    }
}
