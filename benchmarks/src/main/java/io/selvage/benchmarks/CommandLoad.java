package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Clients that read a resource again and again, each over its own connection, and time each answer. */
final class CommandLoad implements Callable<Long> {

    private final int port;
    private final byte[] request;
    private final int expected;
    private final long end;
    private long[] times = new long[16_384];
    private int count;

    private CommandLoad(int port, String path, int expected, long end) {
        this.port = port;
        this.request = ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        this.expected = expected;
        this.end = end;
    }

    /** What so many clients saw: answers a second, and of their times in ms the median, the 99th percentile and the most. */
    record Result(double rate, double p50, double p99, double most) {

        private static Result of(LongStream times, double seconds) {
            var sorted = times.sorted().toArray();
            return new Result(
                    sorted.length / seconds,
                    sorted[sorted.length / 2] / 1e6,
                    sorted[Math.min(sorted.length - 1, (int) (sorted.length * 0.99))] / 1e6,
                    sorted[sorted.length - 1] / 1e6);
        }
    }

    /** Reads for so long; each answer must be 200. */
    static Result run(int port, String path, int clients, Duration time) throws InterruptedException {
        var start = System.nanoTime();
        var loads = loads(port, path, 200, clients, start + time.toNanos());
        Clients.total(loads);
        return Result.of(
                loads.stream().flatMapToLong(load -> Arrays.stream(load.times, 0, load.count)),
                (System.nanoTime() - start) / 1e9);
    }

    /** Clients that read for so long what is not answered in time: each answer must be 503. */
    static List<CommandLoad> late(int port, String path, int clients, Duration time) {
        return loads(port, path, 503, clients, System.nanoTime() + time.toNanos());
    }

    private static List<CommandLoad> loads(int port, String path, int expected, int clients, long end) {
        return IntStream.range(0, clients)
                .mapToObj(_ -> new CommandLoad(port, path, expected, end))
                .toList();
    }

    @Override
    public Long call() throws IOException {
        while (System.nanoTime() < end) {
            try (var connection = new KeepAlive(port)) {
                readOver(connection);
            }
        }
        return (long) count;
    }

    /** Until the end; after a 503 the server closes the connection. */
    private void readOver(KeepAlive connection) throws IOException {
        for (var begin = System.nanoTime(); begin < end; begin = System.nanoTime()) {
            var status = connection.send(request);
            if (status != expected) {
                throw new IOException("answered " + status + " instead of " + expected);
            }
            add(System.nanoTime() - begin);
            if (status == 503) {
                return;
            }
        }
    }

    private void add(long time) {
        if (count == times.length) {
            times = Arrays.copyOf(times, 2 * count);
        }
        times[count++] = time;
    }
}
