package io.selvage.benchmarks;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A box on a directory of its own, started by {@code ./selvage up} and timed from the start of its JVM. */
final class MeasuredBox implements Edition, Contender {

    private static final int OFFSET = 4000;
    private static final double TICKS = 100; // a second, in /proc

    private final Path data;
    private final Process process;
    private final HttpClient http = HttpClient.newHttpClient();
    private final long launchedAt;
    private final double secondsToPorts;

    private MeasuredBox(Path data, Process process, long start) throws IOException, InterruptedException {
        this.data = data;
        this.process = process;
        this.launchedAt = start;
        while (!announced()) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IOException("the box did not start: " + Files.readString(data.resolve("bench.out")));
            }
        }
        secondsToPorts = (System.nanoTime() - start) / 1e9;
    }

    static MeasuredBox start(String... options) throws IOException, InterruptedException {
        var data = Files.createTempDirectory("selvage-bench");
        var command = new ArrayList<String>(
                List.of("./selvage", "up", "--data", data.toString(), "--port-offset", String.valueOf(OFFSET)));
        command.addAll(List.of(options));
        var start = System.nanoTime();
        return new MeasuredBox(
                data,
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(data.resolve("bench.out").toFile())
                        .start(),
                start);
    }

    private boolean announced() throws IOException {
        var file = data.resolve("run/box.properties");
        return Files.exists(file) && Files.readString(file).contains("pid=" + process.pid());
    }

    static int port(int standard) {
        return standard + OFFSET;
    }

    @Override
    public int portOf(int standard) {
        return port(standard);
    }

    @Override
    public long launchedAt() {
        return launchedAt;
    }

    @Override
    public double memory() throws IOException {
        return Memory.proportional(process.pid());
    }

    @Override
    public int dataPort() {
        return port(59880);
    }

    @Override
    public int brokerPort() {
        return port(1883);
    }

    @Override
    public ProcessHandle process() {
        return process.toHandle();
    }

    @Override
    public Path data() {
        return data;
    }

    /** From the launcher's exec to all ports answering, the shell included. */
    @Override
    public double secondsToPorts() {
        return secondsToPorts;
    }

    /** Waits for the first stored event. */
    void awaitFirstEvent() throws IOException, InterruptedException {
        var count = HttpRequest.newBuilder(URI.create("http://localhost:" + port(59880) + "/api/v3/event/count"))
                .build();
        while (http.send(count, BodyHandlers.ofString()).body().contains("\"count\":0}")) {
            if (process.waitFor(5, TimeUnit.MILLISECONDS)) {
                throw new IOException("the box has ended");
            }
        }
    }

    /** Resident memory in MB after two full collections. */
    long residentAfterGc() throws IOException, InterruptedException {
        for (var i = 0; i < 2; i++) {
            Memory.collect(process.toHandle());
        }
        return resident();
    }

    /** Resident memory in MB as it is. */
    long resident() throws IOException {
        return Memory.resident(process.toHandle());
    }

    /** Processor time that it has used, in seconds. */
    double processorSeconds() throws IOException {
        var stat = Files.readString(Path.of("/proc/" + process.pid() + "/stat"));
        var fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS;
    }

    /** Waits while the box works, and fails if it does not. */
    void rest(long seconds) throws IOException, InterruptedException {
        if (process.waitFor(seconds, TimeUnit.SECONDS)) {
            throw new IOException("the box has ended");
        }
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        http.close();
        Folders.delete(data);
    }
}
