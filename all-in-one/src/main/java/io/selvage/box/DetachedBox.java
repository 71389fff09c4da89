package io.selvage.box;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A box in another process, found by its data directory. */
final class DetachedBox {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration STOP = Duration.ofSeconds(15);

    private final BoxOptions options;
    private final Terminal terminal;
    private final DataDirectory directory;

    DetachedBox(BoxOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
        this.directory = new DataDirectory(options.data());
    }

    /** Starts a box in the background with this JVM's own flags; returns when all its ports answer. */
    void start(List<String> args) {
        var self = ProcessHandle.current().info();
        var command = new ArrayList<String>(List.of(self.command().orElseThrow()));
        var jvmArgs = List.of(self.arguments().orElseThrow());
        command.addAll(jvmArgs.subList(0, jvmArgs.indexOf("-jar") + 2));
        command.add("up");
        args.stream().filter(arg -> !arg.equals("--detach")).forEach(command::add);
        var output = options.in("log/box.out").toFile();
        try {
            Files.createDirectories(options.in("log"));
            var process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output)
                    .start();
            awaitStart(process, output);
        } catch (IOException e) {
            throw new BoxFailure(
                    "cannot write to the data directory " + options.data() + " (" + e.getMessage()
                            + "): choose another one with --data DIR, or make this one writable",
                    e);
        }
    }

    private void awaitStart(Process process, File output) throws IOException {
        var deadline = System.nanoTime() + START.toNanos();
        try {
            while (!isAnnouncedBy(process.pid())) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    terminal.print(Files.readString(output.toPath()).strip());
                    throw new BoxFailure("the box did not start: " + output + " says why");
                }
                if (System.nanoTime() > deadline) {
                    process.destroy();
                    throw new BoxFailure("the box did not start within " + START.toSeconds() + " s: " + output
                            + " says how far it came");
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoxFailure("interrupted while the box started", e);
        }
        status();
    }

    private boolean isAnnouncedBy(long pid) {
        return directory
                .announced()
                .filter(facts -> facts.getProperty("pid").equals(String.valueOf(pid)))
                .isPresent();
    }

    /** Prints each service and whether it answers; {@link BoxFailure} where no box runs. */
    void status() {
        var facts = directory.announced().orElseThrow(this::none);
        var text = new StringBuilder();
        StatusText.row(text, "SERVICE", "URL", "STATE");
        try (var http =
                HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build()) {
            for (var service : BoxPlan.keys()) {
                var url = facts.getProperty("url." + service);
                if (url != null) {
                    StatusText.row(text, service, url + "/api/v3", answers(http, url) ? "up" : "does not answer");
                }
            }
        }
        text.append("process ")
                .append(facts.getProperty("pid"))
                .append(", data in ")
                .append(options.data());
        terminal.print(text.toString());
    }

    private static boolean answers(HttpClient http, String url) {
        var request = HttpRequest.newBuilder(URI.create(url + "/api/v3/ping"))
                .timeout(Duration.ofSeconds(5))
                .build();
        try {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoxFailure("interrupted", e);
        }
    }

    /** Stops the box in order and waits for its end. */
    void stop() {
        var process = directory.runningProcess().orElseThrow(this::none);
        process.destroy();
        try {
            process.onExit().get(STOP.toSeconds(), TimeUnit.SECONDS);
            terminal.print("the box (process " + process.pid() + ") has stopped");
        } catch (TimeoutException e) {
            throw new BoxFailure(
                    "the box (process " + process.pid() + ") did not stop within " + STOP.toSeconds() + " s: "
                            + options.in("log/selvage.log") + " may say why",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BoxFailure("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private BoxFailure none() {
        return new BoxFailure("no box runs with the data directory " + options.data());
    }
}
