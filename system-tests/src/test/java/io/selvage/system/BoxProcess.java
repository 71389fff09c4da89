package io.selvage.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** A box started as its users start it, by {@code ./selvage up}, on ports and in a directory of its own. */
final class BoxProcess implements AutoCloseable {

    private static final int[] PORTS = {59880, 59881, 59882, 59890, 59900, 59901, 59982, 59986, 1883, 1502};
    /** Where {@code ./selvage} is. */
    static final Path HOME = home();

    private static final Duration START = Duration.ofMinutes(5); // the first start also makes the start-up cache

    private final Path data;
    private final int offset;
    private final List<String> options;
    private Process process;

    private BoxProcess(Path data, int offset, List<String> options) throws IOException {
        this.data = data;
        this.offset = offset;
        this.options = options;
        this.process = launch();
    }

    /** Starts a box and waits until all its ports answer. */
    static BoxProcess start(Path data, String... options) throws IOException, InterruptedException {
        var box = new BoxProcess(data, freeOffset(), List.of(options));
        box.awaitUp();
        return box;
    }

    /** Runs a command of {@code ./selvage} to its end. */
    static Result run(String... args) throws IOException, InterruptedException {
        return toItsEnd(command(args));
    }

    /** Runs a command to its end. */
    static Result toItsEnd(ProcessBuilder command) throws IOException, InterruptedException {
        var output = Files.createTempFile("selvage", ".out");
        var process = command.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new AssertionError("still running: " + command.command() + "\n" + Files.readString(output));
        }
        var result = new Result(process.exitValue(), Files.readString(output));
        Files.delete(output);
        return result;
    }

    /** What a command left behind. */
    record Result(int exitCode, String output) {}

    /** A command of {@code ./selvage} that takes everything as it is built. */
    static ProcessBuilder command(String... args) {
        var command = new ArrayList<String>(List.of(HOME.resolve("selvage").toString()));
        command.addAll(List.of(args));
        var builder = new ProcessBuilder(command).directory(HOME.toFile());
        builder.environment().put("SELVAGE_AS_BUILT", "yes"); // the build that runs this test has made it
        return builder;
    }

    private static Path home() {
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.isExecutable(folder.resolve("selvage"))) {
                return folder;
            }
        }
        throw new IllegalStateException("no ./selvage above the working directory");
    }

    private Process launch() throws IOException {
        Files.createDirectories(data);
        var args = new ArrayList<String>(
                List.of("up", "--data", data.toString(), "--port-offset", String.valueOf(offset)));
        args.addAll(options);
        return command(args.toArray(String[]::new))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output().toFile()))
                .start();
    }

    private Path output() {
        return data.resolve("test.out");
    }

    private void awaitUp() throws IOException, InterruptedException {
        var deadline = System.nanoTime() + START.toNanos();
        var announced = data.resolve("run/box.properties");
        while (!announcedBy(announced)) {
            if (process.waitFor(20, TimeUnit.MILLISECONDS) || System.nanoTime() > deadline) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
                throw new AssertionError("the box did not start:\n" + Files.readString(output()));
            }
        }
    }

    private boolean announcedBy(Path file) throws IOException {
        return Files.exists(file) && Files.readString(file).contains("pid=" + process.pid());
    }

    int port(int standard) {
        return standard + offset;
    }

    String url(int standardPort) {
        return "http://localhost:" + port(standardPort) + "/api/v3";
    }

    String data(String path) {
        return url(59880) + path;
    }

    String metadata(String path) {
        return url(59881) + path;
    }

    String command(String path) {
        return url(59882) + path;
    }

    String broker() {
        return "tcp://localhost:" + port(1883);
    }

    Path directory() {
        return data;
    }

    String offset() {
        return String.valueOf(offset);
    }

    String outputText() throws IOException {
        return Files.readString(output());
    }

    Process process() {
        return process;
    }

    /** The hardest end: {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Starts it again on the same data and ports. */
    void restart() throws IOException, InterruptedException {
        process = launch();
        awaitUp();
    }

    /**
     * A port offset with which none of a box's ports is in use, nor one of those from 32768 to 60999, which Linux takes for
     * outgoing connections: while a box is away, one of whoever tries to reach it would now and then take its very port.
     */
    static int freeOffset() {
        for (var tries = 0; tries < 100; tries++) {
            var offset = ThreadLocalRandom.current().nextInt(120, 500) * 10;
            if (IntStream.of(PORTS).allMatch(port -> isFree(port + offset))) {
                return offset;
            }
        }
        throw new IllegalStateException("no free ports for a box");
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port)) {
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
