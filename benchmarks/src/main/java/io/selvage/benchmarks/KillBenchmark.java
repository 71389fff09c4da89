package io.selvage.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * {@code kill -9} of core-data, 100 times at seeded moments, while 4 publishers send over a Mosquitto that keeps its session.
 * Each publisher has a device of its own and each event an id of its own: where as many events of a device are stored as
 * were acknowledged to its publisher, each is stored exactly once.
 */
final class KillBenchmark {

    private static final int KILLS = Integer.getInteger("kills", 100);
    private static final long SEED = Long.getLong("seed", 2026);
    private static final int PUBLISHERS = 4;
    private static final int EVENTS_A_SECOND = 250;
    private static final int WINDOW = 200;
    private static final int SETTLE_SECONDS = 120;
    private static final int LONGEST_LIFE_MS = 3_000;

    private final PrintStream out;
    private final Random random = new Random(SEED);

    KillBenchmark(PrintStream out) {
        this.out = out;
    }

    /** A publisher that goes on until it is told to end; says how many were acknowledged. */
    private record Load(int port, String device, AtomicBoolean running) implements Callable<Long> {

        @Override
        public Long call() throws IOException, InterruptedException {
            var template = new EventTemplate(device, MqttIngest.ENVELOPE);
            try (var publisher = new MqttPublisher("127.0.0.1", port, device, WINDOW)) {
                var start = System.nanoTime();
                for (var sent = 0L; running.get(); sent++) {
                    publisher.publish(MqttIngest.topic(device), template.next());
                    publisher.flush();
                    Waiting.until(start + sent * 1_000_000_000L / EVENTS_A_SECOND);
                }
                if (!publisher.settle(SETTLE_SECONDS)) {
                    throw new IOException("acknowledgements of the broker are missing");
                }
                return publisher.acknowledged();
            }
        }
    }

    void run() throws Exception {
        run(MeasuredServices.onSqlite(), "SQLite");
    }

    private void run(MeasuredServices opened, String store) throws Exception {
        var running = new AtomicBoolean(true);
        try (var services = opened;
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var loads = new ArrayList<Future<Long>>();
            for (var i = 0; i < PUBLISHERS; i++) {
                loads.add(threads.submit(new Load(services.brokerPort(), "kill-" + i, running)));
            }
            for (var i = 0; i < KILLS; i++) {
                if (i % 2 == 0) {
                    services.awaitData(); // the broker keeps no more than so many bytes: some lives must catch up
                }
                Waiting.millis(random.nextInt(LONGEST_LIFE_MS)); // dies while it starts, catches up or just works
                services.killAndRestart();
            }
            running.set(false);
            services.awaitData();
            var all = 0L;
            for (var i = 0; i < PUBLISHERS; i++) {
                var acknowledged = loads.get(i).get();
                var path = "/device/name/kill-" + i;
                var _ = services.awaitStored(path, acknowledged, SETTLE_SECONDS);
                if (services.stored(path) != acknowledged) {
                    throw new IOException(
                            services.stored(path) + " events of kill-" + i + " instead of " + acknowledged);
                }
                all += acknowledged;
            }
            out.printf(
                    Locale.ROOT,
                    "%d kills of core-data on %s, seed %d: all of %d events are stored, each once%n",
                    KILLS,
                    store,
                    SEED,
                    all);
        } finally {
            running.set(false);
        }
    }
}
