package io.selvage.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Publishes events at QoS 1 as fast as they are stored: never are more than {@link #AHEAD} published and not counted by
 * core-data yet, so that a broker that drops what waits in too long a queue has no reason to.
 */
final class PacedBus implements AutoCloseable {

    private static final int AHEAD = 800;
    private static final int PUBLISHERS = 4;
    private static final int WINDOW = 200;
    private static final int POLL_MILLIS = 10;
    private static final long SETTLE_SECONDS = 30;

    /** Events a second, published until stored, and how many of them were not stored half a minute later. */
    record Result(double rate, long lost) {}

    private final int brokerPort;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest count;
    private final Semaphore room = new Semaphore(AHEAD);
    private final AtomicLong sent = new AtomicLong();

    PacedBus(int brokerPort, int dataPort) {
        this.brokerPort = brokerPort;
        this.count = HttpRequest.newBuilder(URI.create("http://localhost:" + dataPort + "/api/v3/event/count"))
                .build();
    }

    /** Publishes for so long, and waits until all is stored. */
    Result run(Duration time) throws IOException, InterruptedException {
        var start = System.nanoTime();
        var end = start + time.toNanos();
        var before = stored();
        sent.set(0);
        var publishing = Thread.ofVirtual().start(() -> publishAll(end));
        var seen = 0L;
        var patience = end + Duration.ofSeconds(SETTLE_SECONDS).toNanos();
        while (System.nanoTime() < patience && (publishing.isAlive() || seen < sent.get())) {
            var now = stored() - before;
            room.release((int) Math.max(0, now - seen));
            seen = Math.max(seen, now);
            Waiting.millis(POLL_MILLIS);
        }
        var seconds = (System.nanoTime() - start) / 1e9;
        return new Result(seen / seconds, sent.get() - seen);
    }

    private void publishAll(long end) {
        try {
            Clients.total(IntStream.range(0, PUBLISHERS)
                    .mapToObj(i -> publisher("bench-paced-" + i, end))
                    .toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Callable<Long> publisher(String device, long end) {
        return () -> {
            var topic = MqttIngest.topic(device);
            var envelope = new EventTemplate(device, MqttIngest.ENVELOPE);
            try (var publisher = new MqttPublisher("127.0.0.1", brokerPort, device, WINDOW)) {
                while (mayPublish(publisher, end)) {
                    publisher.publish(topic, envelope.next());
                    sent.incrementAndGet();
                }
                publisher.settle(SETTLE_SECONDS);
                return publisher.acknowledged();
            }
        };
    }

    /** Whether there is room before the end; what is buffered must go out before one waits for room. */
    private boolean mayPublish(MqttPublisher publisher, long end) throws IOException, InterruptedException {
        if (System.nanoTime() > end) {
            return false;
        }
        if (room.tryAcquire()) {
            return true;
        }
        publisher.flush();
        return room.tryAcquire(end - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    private long stored() throws IOException, InterruptedException {
        var body = http.send(count, BodyHandlers.ofString()).body();
        return Long.parseLong(body.replaceAll("(?s).*\"[Cc]ount\":([0-9]+).*", "$1"));
    }

    @Override
    public void close() {
        http.close();
    }
}
