package io.selvage.benchmarks;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.Callable;

/** Posts events over keep-alive connections, one at a time on each, and counts the answers 201. */
final class HttpIngest implements Callable<Long> {

    private final int port;
    private final String device;
    private final long end;

    private HttpIngest(int port, String device, long end) {
        this.port = port;
        this.device = device;
        this.end = end;
    }

    /** Events a second that were acknowledged to so many clients. */
    static double run(int port, int clients, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var tasks = new ArrayList<HttpIngest>();
        for (var i = 0; i < clients; i++) {
            tasks.add(new HttpIngest(port, "bench-http-" + i, start + time.toNanos()));
        }
        return Clients.total(tasks) * 1e9 / (System.nanoTime() - start);
    }

    @Override
    public Long call() throws IOException {
        var path = "/api/v3/event/bench/BenchmarkProfile/" + device + "/BenchmarkSource";
        var length = new EventTemplate(device, "%s").length();
        var event = new EventTemplate(
                device,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n%s");
        var acknowledged = 0L;
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            var out = socket.getOutputStream();
            var in = new BufferedInputStream(socket.getInputStream(), 8192);
            while (System.nanoTime() < end) {
                out.write(event.next());
                readAnswer(in);
                acknowledged++;
            }
        }
        return acknowledged;
    }

    private static void readAnswer(InputStream in) throws IOException {
        var status = line(in);
        if (!status.startsWith("HTTP/1.1 201")) {
            throw new IOException("not stored: " + status);
        }
        var length = -1;
        for (var header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).strip());
            }
        }
        if (length >= 0) {
            in.skipNBytes(length);
            return;
        }
        for (var size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            in.skipNBytes(size + 2);
        }
        line(in);
    }

    private static String line(InputStream in) throws IOException {
        var text = new StringBuilder(64);
        for (var c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }
}
