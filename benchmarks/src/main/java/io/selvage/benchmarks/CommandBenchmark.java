package io.selvage.benchmarks;

import io.selvage.benchmarks.CommandLoad.Result;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Reads of device-virtual through core-command: of a box, of services as processes of their own, and of an EdgeX where
 * {@code EDGEX_UP} names a program that starts ({@code up}) and stops ({@code down}) one on its standard ports. Then the
 * same while another device hangs for a minute, with 64 clients that command it all the time.
 */
final class CommandBenchmark {

    private static final String DEVICE = "/api/v3/device/name/Random-Integer-Device/Int16";
    private static final Duration WARM_UP = Duration.ofSeconds(30);
    private static final Duration RUN = Duration.ofSeconds(4);
    private static final Duration HANG = Duration.ofSeconds(60);
    private static final Duration BESIDE = Duration.ofSeconds(8);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int RUNS = 3;

    private final PrintStream out;

    CommandBenchmark(PrintStream out) {
        this.out = out;
    }

    /** A box. */
    void box() throws IOException, InterruptedException {
        try (var _ = MeasuredBox.start()) {
            rates("box", MeasuredBox.port(59882));
            hanging("box");
        }
    }

    /** Services as processes of their own, and EdgeX's. */
    void services() throws IOException, InterruptedException {
        try (var _ = ServiceProcesses.ofCommands(MeasuredBox.port(0))) {
            rates("services", MeasuredBox.port(59882));
            hanging("services");
        }
        var edgex = Edgex.program();
        if (edgex.isEmpty()) {
            out.println("EdgeX is not measured: EDGEX_UP names no program that starts it");
            return;
        }
        try (var _ = Edgex.start(edgex.get())) {
            rates("EdgeX", 59882);
        }
    }

    private void rates(String who, int port) throws InterruptedException {
        awaitDevice(port);
        CommandLoad.run(port, DEVICE, 16, WARM_UP);
        for (var clients : new int[] {1, 16, 64}) {
            var runs = Stream.<Result>builder();
            for (var i = 0; i < RUNS; i++) {
                runs.add(CommandLoad.run(port, DEVICE, clients, RUN));
            }
            var sorted = runs.build()
                    .sorted(Comparator.comparingDouble(Result::rate))
                    .toList();
            print(who + ", " + clients + " clients", sorted.get(RUNS / 2));
        }
    }

    /** The device is there a moment after the ports. */
    private static void awaitDevice(int port) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                CommandLoad.run(port, DEVICE, 1, Duration.ofMillis(500));
                return;
            } catch (IllegalStateException e) {
                if (System.nanoTime() > deadline) {
                    throw e;
                }
                LockSupport.parkNanos(Duration.ofMillis(200).toNanos());
            }
        }
    }

    private void hanging(String who) throws IOException, InterruptedException {
        var port = MeasuredBox.port(59882);
        try (var _ = HangingDevice.start(MeasuredBox.port(59881))) {
            var alone = beside(port);
            var late = CommandLoad.late(port, "/api/v3/device/name/Bench-Hanging/Value", 64, HANG);
            var refused = CompletableFuture.supplyAsync(() -> total(late), Thread::startVirtualThread);
            CommandLoad.run(port, DEVICE, 1, Duration.ofSeconds(1));
            var meanwhile = beside(port);
            out.println(who + ", commands to the device that hangs: " + refused.join() + " times 503");
            var names =
                    new String[] {"another device, 1 client", "another device, 16 clients", "its own service, 1 client"
                    };
            for (var i = 0; i < names.length; i++) {
                print(who + ", " + names[i] + ", nobody hangs", alone[i]);
                print(who + ", " + names[i] + ", one device hangs", meanwhile[i]);
            }
        }
    }

    private static long total(List<CommandLoad> late) {
        try {
            return Clients.total(late);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static Result[] beside(int port) throws InterruptedException {
        return new Result[] {
            CommandLoad.run(port, DEVICE, 1, BESIDE),
            CommandLoad.run(port, DEVICE, 16, BESIDE),
            CommandLoad.run(port, "/api/v3/device/name/Bench-Live/Value", 1, BESIDE)
        };
    }

    private void print(String what, Result result) {
        out.printf(
                Locale.ROOT,
                "%-58s %7.0f/s   p50 %6.2f ms   p99 %6.2f ms   most %7.1f ms%n",
                what,
                result.rate(),
                result.p50(),
                result.p99(),
                result.most());
    }
}
