package io.selvage.benchmarks;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Measures from outside what {@code benchmarks/run} names, all of {@link #ALL} where it names nothing; medians of five. */
public final class Benchmarks {

    private static final List<String> ALL =
            List.of("start", "idle", "http", "bus", "metadata", "modbus", "command", "command-services");
    private static final int RUNS = 5;
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration RUN = Duration.ofSeconds(6);

    private final PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true);

    private Benchmarks() {}

    /** Runs the named measurements, all where none is named. */
    public static void main(String[] args) throws Exception {
        var benchmarks = new Benchmarks();
        for (var name : args.length == 0 ? ALL : List.of(args)) {
            switch (name) {
                case "start" -> benchmarks.start();
                case "idle" -> benchmarks.idle();
                case "http" -> benchmarks.http();
                case "bus" -> benchmarks.bus();
                case "metadata" -> benchmarks.metadata();
                case "modbus" -> new ModbusBenchmark(benchmarks.out).run();
                case "command" -> new CommandBenchmark(benchmarks.out).box();
                case "command-services" -> new CommandBenchmark(benchmarks.out).services();
                case "compare" -> new CompareBenchmark(benchmarks.out, false).run();
                case "compare-start" -> new CompareBenchmark(benchmarks.out, true).run();
                case "services" -> new IngestBenchmark(benchmarks.out).services();
                case "services-sqlite" -> new IngestBenchmark(benchmarks.out).servicesOnSqlite();
                case "box-postgres" -> new IngestBenchmark(benchmarks.out).boxOnPostgres();
                case "burst" -> new IngestBenchmark(benchmarks.out).burst();
                case "large" -> new LargeStoreBenchmark(benchmarks.out).run();
                case "soak" -> new SoakBenchmark(benchmarks.out).run();
                case "kills" -> new KillBenchmark(benchmarks.out).run();
                default -> throw new IllegalArgumentException(name + " is nothing that benchmarks/run knows");
            }
        }
    }

    private void start() throws IOException, InterruptedException {
        var ports = new double[RUNS];
        var events = new double[RUNS];
        for (var i = 0; i < RUNS; i++) {
            var begin = System.nanoTime();
            try (var box = MeasuredBox.start()) {
                ports[i] = box.secondsToPorts();
                box.awaitFirstEvent();
                events[i] = (System.nanoTime() - begin) / 1e9;
            }
        }
        print("launch to all ports answering, s", ports);
        print("launch to first event stored, s", events);
    }

    private void idle() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start()) {
            box.rest(120);
            print("resident after 2 min with the demo devices and GC, MB", (double) box.residentAfterGc());
        }
    }

    private void http() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start("--no-demo")) {
            var port = MeasuredBox.port(59880);
            HttpIngest.run(port, 32, WARM_UP);
            var rates = new double[RUNS];
            for (var i = 0; i < RUNS; i++) {
                rates[i] = HttpIngest.run(port, 32, RUN);
            }
            print("durable events/s over HTTP, 32 clients", rates);
            after(box);
        }
    }

    private void bus() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start("--no-demo")) {
            var port = MeasuredBox.port(1883);
            MqttIngest.run(port, 4, WARM_UP);
            var rates = new double[RUNS];
            for (var i = 0; i < RUNS; i++) {
                rates[i] = MqttIngest.run(port, 4, RUN);
            }
            print("durable events/s over MQTT at QoS 1, 4 publishers", rates);
            after(box);
        }
    }

    private void metadata() throws IOException, InterruptedException {
        try (var box = MeasuredBox.start("--no-demo");
                var benchmark = new MetadataBenchmark(MeasuredBox.port(59881), out)) {
            benchmark.run();
            after(box);
        }
    }

    private void after(MeasuredBox box) throws IOException, InterruptedException {
        print("  resident after that and GC, MB", (double) box.residentAfterGc());
        var fsync = Fsync.measure(box.data());
        out.printf(Locale.ROOT, "  fsync of 4 KiB, ms: median %.2f, p99 %.2f%n", fsync[0], fsync[1]);
    }

    private void print(String what, double... values) {
        print(out, what, values);
    }

    /** Median, lowest and highest of the values. */
    static void print(PrintStream out, String what, double... values) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        out.printf(
                Locale.ROOT,
                "%s: %.2f  [%.2f - %.2f, n=%d]%n",
                what,
                sorted[sorted.length / 2],
                sorted[0],
                sorted[sorted.length - 1],
                sorted.length);
    }
}
