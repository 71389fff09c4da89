package io.selvage.benchmarks;

import io.selvage.box.broker.BusGateway;
import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.TopicFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Locale;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the embedded broker costs and how much passes it: start, memory, QoS 1 from outside to a sink inside that
 * finishes messages in groups as core-data does, and from inside to outside. Load and broker share the JVM and its
 * cores. The figures stand in docs/adr/0002-embedded-broker.md.
 */
public final class BrokerBenchmark {

    private static final String HOST = "127.0.0.1";
    private static final int PUBLISHERS = 4;
    private static final int WINDOW = 100;
    private static final int PAYLOAD = 1_500;
    private static final long WARM_UP_MILLIS = 4_000;
    private static final long RUN_MILLIS = 5_000;
    private static final int RUNS = 3;
    private static final int INSIDE_OUT = 50_000;
    private static final int ON_THEIR_WAY = 1_000;
    private static final long COMMIT_NANOS = 1_000_000;
    private static final long SETTLE_SECONDS = 10;

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final BlockingQueue<CompletableFuture<@Nullable Void>> unfinished = new ArrayBlockingQueue<>(4_096);
    private final byte[] envelope = EnvelopeCodec.V4.encode(Envelope.of("c-1", "x".repeat(PAYLOAD), Envelope.JSON));

    public static void main(String[] arguments) throws Exception {
        new BrokerBenchmark().run();
    }

    private void run() throws Exception {
        Thread.ofVirtual().start(this::finishInGroups);
        bus.subscribe(TopicFilter.of("edgex/events/device/#"), this::sink);
        var before = residentMegabytes();
        var start = System.nanoTime();
        try (var gateway = BusGateway.open(bus, EnvelopeCodec.V4, HOST, 0)) {
            print(
                    "start: %d ms, memory %d -> %d MB",
                    (System.nanoTime() - start) / 1_000_000, before, residentMegabytes());
            inbound(gateway.port(), WARM_UP_MILLIS);
            for (var i = 0; i < RUNS; i++) {
                print("in, nobody outside: %,d messages/s", inbound(gateway.port(), RUN_MILLIS));
            }
            try (var app = new MqttCounter(HOST, gateway.port(), "app", "edgex/#")) {
                for (var i = 0; i < RUNS; i++) {
                    print("in, one subscriber outside: %,d messages/s", inbound(gateway.port(), RUN_MILLIS));
                }
                for (var i = 0; i < RUNS; i++) {
                    print("out, one subscriber: %,d messages/s", outbound(app));
                }
            }
            print("memory after load: %d MB", residentMegabytes());
        }
        System.exit(0);
    }

    private CompletionStage<?> sink(Message message) {
        var done = new CompletableFuture<@Nullable Void>();
        unfinished.add(done);
        return done;
    }

    /** A millisecond for each group stands for the commit to disk. */
    private void finishInGroups() {
        var group = new ArrayList<CompletableFuture<@Nullable Void>>();
        try {
            while (true) {
                group.add(unfinished.take());
                unfinished.drainTo(group);
                LockSupport.parkNanos(COMMIT_NANOS);
                group.forEach(one -> one.complete(null));
                group.clear();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Acknowledged messages a second from all publishers together. */
    private long inbound(int port, long millis) throws Exception {
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        try (var threads = Executors.newFixedThreadPool(PUBLISHERS)) {
            var counts = new ArrayList<Future<Long>>();
            for (var i = 0; i < PUBLISHERS; i++) {
                var id = "device-" + i;
                counts.add(threads.submit(() -> publishUntil(end, port, id)));
            }
            var all = 0L;
            for (var count : counts) {
                all += count.get();
            }
            return all * 1_000 / millis;
        }
    }

    private long publishUntil(long end, int port, String id) throws IOException, InterruptedException {
        try (var publisher = new MqttPublisher(HOST, port, id, WINDOW)) {
            while (System.nanoTime() < end) {
                publisher.publish("edgex/events/device/device-x/Pump/" + id + "/Temp", envelope);
            }
            var inTime = publisher.acknowledged();
            if (!publisher.settle(SETTLE_SECONDS)) {
                throw new IllegalStateException("not all messages of " + id + " were acknowledged");
            }
            return inTime;
        }
    }

    /** Delivered messages a second, with no more on their way than the broker keeps for a subscriber. */
    private long outbound(MqttCounter app) {
        var before = app.received();
        var payload = "x".repeat(PAYLOAD);
        var start = System.nanoTime();
        for (var sent = 0; sent < INSIDE_OUT; sent++) {
            while (sent - (app.received() - before) > ON_THEIR_WAY) {
                Thread.onSpinWait();
            }
            var _ = bus.send("edgex/telemetry/device-x/" + sent % 10, Envelope.of("c-1", payload, Envelope.JSON));
        }
        while (app.received() - before < INSIDE_OUT) {
            Thread.onSpinWait();
        }
        return INSIDE_OUT * 1_000_000_000L / (System.nanoTime() - start);
    }

    private static long residentMegabytes() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElse(0);
    }

    /** The benchmark's result is what it prints. */
    @SuppressWarnings("SystemOut")
    private static void print(String format, Object... figures) {
        System.out.printf(Locale.ROOT, format + "%n", figures);
    }
}
