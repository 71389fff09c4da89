package io.selvage.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * A box at 80 % of its maximum rate over MQTT for ten minutes, while retention deletes what is older than a minute, as it did
 * while the maximum was measured: how the heap grows, and how long an event takes from its publish to its acknowledgement, which is after the commit.
 * The load pauses for a second for each look at the heap.
 */
final class SoakBenchmark {

    private static final int PUBLISHERS = 4;
    private static final int WINDOW = 1_000;
    private static final double SHARE = 0.8;
    private static final Duration WARM_UP = Duration.ofSeconds(Long.getLong("warm", 90));
    private static final Duration MAXIMUM = Duration.ofSeconds(60);
    private static final Duration TIME = Duration.ofMinutes(Long.getLong("minutes", 10));
    private static final Duration SETTLING = Duration.ofMinutes(2);
    private static final Duration LOOK = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final long SLICE_NANOS = 5_000_000;

    private final PrintStream out;

    SoakBenchmark(PrintStream out) {
        this.out = out;
    }

    /** A publisher of so many events a second, a slice of them every 5 ms, with the time of the day in them, unless it has to pause. */
    private record Load(int port, String device, double rate, long end, Latencies latencies, Lock sending)
            implements Callable<Long> {

        @Override
        public Long call() throws IOException, InterruptedException {
            var template = new EventTemplate(device, MqttIngest.ENVELOPE);
            var offset = System.currentTimeMillis() * 1_000_000 - System.nanoTime();
            try (var publisher = MqttPublisher.timed(port, device, WINDOW, latencies)) {
                var start = System.nanoTime();
                var sent = 0L;
                for (var now = start; now < end; now = System.nanoTime()) {
                    start += paused();
                    for (var due = (long) ((now - start) / 1e9 * rate); sent < due && System.nanoTime() < end; sent++) {
                        publisher.publish(MqttIngest.topic(device), template.measuredAt(offset + System.nanoTime()));
                    }
                    publisher.flush();
                    Waiting.until(now + SLICE_NANOS);
                }
                if (!publisher.settle(30)) {
                    throw new IOException("acknowledgements are missing");
                }
                return publisher.acknowledged();
            }
        }

        private long paused() {
            var before = System.nanoTime();
            sending.lock();
            try {
                return System.nanoTime() - before;
            } finally {
                sending.unlock();
            }
        }
    }

    void run() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start(
                "--no-demo",
                "--set",
                "core-data.Retention.Interval=10s",
                "--set",
                "core-data.Retention.DefaultDuration=60s")) {
            MqttIngest.run(box.brokerPort(), PUBLISHERS, WARM_UP);
            var maximum = MqttIngest.run(box.brokerPort(), PUBLISHERS, MAXIMUM);
            out.printf(Locale.ROOT, "maximum: %.0f events/s%n", maximum);
            var latencies = new Latencies();
            var end = System.nanoTime() + TIME.toNanos();
            var loads = new ArrayList<Load>();
            var sending = new ReentrantReadWriteLock(true);
            for (var i = 0; i < PUBLISHERS; i++) {
                loads.add(new Load(
                        box.brokerPort(),
                        "soak-" + i,
                        maximum * SHARE / PUBLISHERS,
                        end,
                        latencies,
                        sending.readLock()));
            }
            var heap = new ArrayList<double[]>();
            var watcher = Thread.ofVirtual().start(() -> watch(box, sending.writeLock(), end, heap));
            var events = Clients.total(loads);
            watcher.join();
            report(box, events, latencies, heap);
        }
    }

    /** Looks while nobody sends: a collection that is forced stands for nothing that happens by itself. */
    private static void watch(Edition box, Lock sending, long end, List<double[]> heap) {
        var start = System.nanoTime();
        try {
            while (System.nanoTime() + LOOK.toNanos() < end) {
                Waiting.millis(LOOK.toMillis());
                var seconds = (System.nanoTime() - start) / 1e9;
                sending.lock();
                try {
                    Waiting.millis(PAUSE.toMillis());
                    heap.add(new double[] {seconds, Memory.heapAfterGc(box.process())});
                } finally {
                    sending.unlock();
                }
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException("the heap cannot be looked at", e);
        }
    }

    private void report(Edition box, long events, Latencies latencies, List<double[]> heap)
            throws IOException, InterruptedException {
        out.printf(
                Locale.ROOT,
                "%d events in %d min (%.0f/s), %d left by retention; publish to acknowledgement: p50 %.1f, p99 %.1f,"
                        + " p99.9 %.1f ms%n",
                events,
                TIME.toMinutes(),
                events / (double) TIME.toSeconds(),
                box.stored(""),
                latencies.millis(0.5),
                latencies.millis(0.99),
                latencies.millis(0.999));
        var settled =
                heap.stream().filter(point -> point[0] > SETTLING.toSeconds()).toList();
        out.printf(
                Locale.ROOT,
                "heap after GC: %.1f MB at %.0f s, %.1f MB at the end, slope %+.2f MB/h after %d s (n=%d); at most %d MB"
                        + " resident%n",
                settled.getFirst()[1],
                settled.getFirst()[0],
                settled.getLast()[1],
                slope(settled) * 3_600,
                SETTLING.toSeconds(),
                settled.size(),
                Memory.peak(box.process()));
    }

    /** Of the line through the points with the least squares. */
    private static double slope(List<double[]> points) {
        var x = points.stream().mapToDouble(point -> point[0]).average().orElseThrow();
        var y = points.stream().mapToDouble(point -> point[1]).average().orElseThrow();
        var above = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[1] - y))
                .sum();
        var below = points.stream()
                .mapToDouble(point -> (point[0] - x) * (point[0] - x))
                .sum();
        return above / below;
    }
}
