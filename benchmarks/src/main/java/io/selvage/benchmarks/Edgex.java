package io.selvage.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The EdgeX that a program starts on its standard ports: {@code PROGRAM up} returns when all answer, {@code PROGRAM down}
 * when all has ended, and {@code PROGRAM pids} prints the ids of its processes, broker and database included.
 */
final class Edgex implements Contender {

    private final String program;
    private final long launchedAt;
    private final double secondsToPorts;

    private Edgex(String program) throws IOException, InterruptedException {
        this.program = program;
        this.launchedAt = System.nanoTime();
        call("up");
        this.secondsToPorts = (System.nanoTime() - launchedAt) / 1e9;
    }

    /** The program in {@code EDGEX_UP}, empty where none is named. */
    static Optional<String> program() {
        return Optional.ofNullable(System.getenv("EDGEX_UP")).filter(program -> !program.isBlank());
    }

    static Edgex start(String program) throws IOException, InterruptedException {
        return new Edgex(program);
    }

    private String call(String what) throws IOException, InterruptedException {
        var process = new ProcessBuilder(program, what)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var status = process.waitFor();
        if (status != 0) {
            throw new IOException(program + " " + what + " ended with " + status + ": " + output);
        }
        return output;
    }

    @Override
    public int portOf(int standard) {
        return standard;
    }

    @Override
    public double secondsToPorts() {
        return secondsToPorts;
    }

    @Override
    public long launchedAt() {
        return launchedAt;
    }

    @Override
    public double memory() throws IOException, InterruptedException {
        var total = 0.0;
        for (var pid : call("pids").lines().toList()) {
            total += Memory.proportional(Long.parseLong(pid));
        }
        return total;
    }

    @Override
    public void close() throws IOException {
        try {
            call("down");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
