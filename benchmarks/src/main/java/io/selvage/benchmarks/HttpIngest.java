package io.selvage.benchmarks;

import java.io.IOException;
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

    /** Posts one event for each of so many clients, one after the other, so that their devices are known. */
    static void introduce(int port, int clients) throws IOException {
        for (var i = 0; i < clients; i++) {
            new HttpIngest(port, "bench-http-" + i, System.nanoTime() + 1).post(1);
        }
    }

    @Override
    public Long call() throws IOException {
        return post(0);
    }

    /** Posts that many, and more until the end. */
    private long post(long atLeast) throws IOException {
        var path = "/api/v3/event/bench/BenchmarkProfile/" + device + "/BenchmarkSource";
        var length = new EventTemplate(device, "%s").length();
        var event = new EventTemplate(
                device,
                "POST " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: "
                        + length + "\r\n\r\n%s");
        var acknowledged = 0L;
        try (var connection = new KeepAlive(port)) {
            while (acknowledged < atLeast || System.nanoTime() < end) {
                var status = connection.send(event.next());
                if (status != 201) {
                    throw new IOException("not stored: " + status);
                }
                acknowledged++;
            }
        }
        return acknowledged;
    }
}
