package io.selvage.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A box beside an EdgeX, in turn on the same machine: how soon they are there, what they take, and how fast they are.
 * {@code EDGEX_UP} names the program that starts the EdgeX, see {@link Edgex}.
 */
final class CompareBenchmark {

    private static final int ROUNDS = 3;
    private static final int CLIENTS = 16;
    private static final String DEVICE = "/api/v3/device/name/Random-Integer-Device/Int16";
    private static final Duration IDLE = Duration.ofSeconds(30);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final Duration RUN = Duration.ofSeconds(6);

    /** The rows of the table. */
    private enum Row {
        PORTS("start to all ports answering a ping, s", false),
        SERVING("start to that, and both device services known to core-metadata, s", false),
        FIRST_EVENT("start to the first event of a device that is registered then, s", false),
        MEMORY("memory of all processes after 30 s of rest (PSS), MB", false),
        HTTP("durable events/s over HTTP, 16 clients", true),
        BUS("durable events/s over the bus, 4 publishers at QoS 1", true),
        P50("command GET, 1 client: p50, ms", false),
        P99("command GET, 1 client: p99, ms", false),
        COMMANDS("command GETs/s, 16 clients", true);

        private final String text;
        private final boolean more;

        Row(String text, boolean more) {
            this.text = text;
            this.more = more;
        }

        /** How many times better the box is. */
        private double ratio(double box, double edgex) {
            return more ? box / edgex : edgex / box;
        }
    }

    private final PrintStream out;
    private final boolean startsAlone;
    private int round;

    /** @param startsAlone measures how soon they are there, and nothing else */
    CompareBenchmark(PrintStream out, boolean startsAlone) {
        this.out = out;
        this.startsAlone = startsAlone;
    }

    void run() throws IOException, InterruptedException {
        var program = Edgex.program()
                .orElseThrow(
                        () -> new IllegalArgumentException(
                                "compare: EDGEX_UP names no program that starts an EdgeX (up), stops it (down) and tells its pids"));
        MeasuredBox.start().close(); // both have been read from disk and have made their databases once
        Edgex.start(program).close();
        List<Map<Row, Double>> boxes = new ArrayList<>();
        List<Map<Row, Double>> edgexes = new ArrayList<>();
        for (round = 1; round <= ROUNDS; round++) {
            try (var box = MeasuredBox.start()) {
                boxes.add(measure("box", box));
            }
            try (var edgex = Edgex.start(program)) {
                edgexes.add(measure("EdgeX", edgex));
            }
        }
        out.println("| medians of " + ROUNDS + ", in turn | box | EdgeX | the box is better by |");
        out.println("| --- | --- | --- | --- |");
        for (var row : boxes.getFirst().keySet()) {
            var box = median(row, boxes);
            var edgex = median(row, edgexes);
            out.printf(
                    Locale.ROOT,
                    "| %s | %s | %s | %.1f |%n",
                    row.text,
                    number(box),
                    number(edgex),
                    row.ratio(box, edgex));
        }
    }

    private static double median(Row row, List<Map<Row, Double>> rounds) {
        var sorted = rounds.stream()
                .mapToDouble(one -> one.getOrDefault(row, Double.NaN))
                .sorted()
                .toArray();
        return sorted[sorted.length / 2];
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%,.0f", value);
    }

    private Map<Row, Double> measure(String who, Contender contender) throws IOException, InterruptedException {
        var values = new EnumMap<Row, Double>(Row.class);
        values.put(Row.PORTS, contender.secondsToPorts());
        var metadata = contender.portOf(59881);
        var data = contender.portOf(59880);
        RegisteredDevice.awaitServices(metadata, List.of("device-virtual", "device-modbus"));
        values.put(Row.SERVING, secondsSince(contender));
        try (var device = new RegisteredDevice("Bench-Compare-" + round, metadata, data)) {
            device.awaitEvent();
            values.put(Row.FIRST_EVENT, secondsSince(contender));
        }
        if (!startsAlone) {
            work(who, contender, values);
        }
        values.forEach((row, value) -> out.println(who + ", round " + round + ", " + row.text + ": " + number(value)));
        return values;
    }

    private static double secondsSince(Contender contender) {
        return (System.nanoTime() - contender.launchedAt()) / 1e9;
    }

    private void work(String who, Contender contender, Map<Row, Double> values)
            throws IOException, InterruptedException {
        var data = contender.portOf(59880);
        Waiting.millis(IDLE.toMillis());
        values.put(Row.MEMORY, contender.memory());
        HttpIngest.introduce(data, CLIENTS);
        HttpIngest.run(data, CLIENTS, WARM_UP);
        values.put(Row.HTTP, HttpIngest.run(data, CLIENTS, RUN));
        values.put(Row.BUS, bus(who, contender.portOf(1883), data));
        commands(contender.portOf(59882), values);
    }

    private double bus(String who, int brokerPort, int dataPort) throws IOException, InterruptedException {
        try (var bus = new PacedBus(brokerPort, dataPort)) {
            bus.run(WARM_UP);
            var result = bus.run(RUN);
            if (result.lost() > 0) {
                out.println(who + ", round " + round + ": " + result.lost() + " events of the bus were lost");
            }
            return result.rate();
        }
    }

    private static void commands(int port, Map<Row, Double> values) throws InterruptedException {
        CommandLoad.run(port, DEVICE, CLIENTS, WARM_UP);
        var one = CommandLoad.run(port, DEVICE, 1, RUN);
        values.put(Row.P50, one.p50());
        values.put(Row.P99, one.p99());
        values.put(Row.COMMANDS, CommandLoad.run(port, DEVICE, CLIENTS, RUN).rate());
    }
}
