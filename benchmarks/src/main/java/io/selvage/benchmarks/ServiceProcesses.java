package io.selvage.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A Mosquitto with the configuration that is shipped, and services as processes of their own, as {@code ./selvage service}
 * starts them: with the options of the JVM and the start-up cache that all have. All keep to one directory.
 */
final class ServiceProcesses implements AutoCloseable {

    private final int offset;
    private final Path directory;
    private final Process broker;
    private final Deque<Process> processes = new ArrayDeque<>();

    private ServiceProcesses(int offset, Path directory, Process broker) {
        this.offset = offset;
        this.directory = directory;
        this.broker = broker;
        processes.push(broker);
    }

    /** The broker alone, on EdgeX's port and so many more, as all services that are started beside it. */
    static ServiceProcesses start(int offset) throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("selvage-bench");
        var port = 1883 + offset;
        var kept = Files.createDirectory(directory.resolve("mosquitto"));
        var config = Files.writeString(
                directory.resolve("mosquitto.conf"),
                Files.readString(Path.of("docker-compose/mosquitto.conf"))
                                .replaceAll("(?m)^listener .*$", "listener " + port + " 127.0.0.1")
                                .replaceAll("(?m)^persistence_location .*$", "persistence_location " + kept + "/")
                        + "user " + System.getProperty("user.name") + "\n");
        var path = System.getenv("PATH") + File.pathSeparator + "/usr/sbin";
        var command = List.of("/usr/bin/env", "PATH=" + path, "mosquitto", "-c", config.toString());
        var broker = run(directory, "mosquitto", command);
        var processes = new ServiceProcesses(offset, directory, broker);
        processes.awaitPort(broker, "mosquitto", port);
        return processes;
    }

    /** core-metadata, core-command and device-virtual with its devices. */
    static ServiceProcesses ofCommands(int offset) throws IOException, InterruptedException {
        var processes = start(offset);
        processes.answering("core-metadata", 59881);
        processes.answering("core-command", 59882);
        processes.answering(
                "device-virtual",
                59900,
                "--Device.ProfilesDir=classpath:device-virtual/profiles",
                "--Device.DevicesDir=classpath:device-virtual/devices");
        return processes;
    }

    private void answering(String key, int port, String... settings) throws IOException, InterruptedException {
        awaitPort(service(key, port, List.of(settings)), key, port(port));
    }

    /** Starts a service, which need not answer yet. */
    Process service(String key, int port, List<String> settings) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of("selvage").toAbsolutePath().toString(),
                "service",
                key,
                "--Service.Port=" + port(port),
                "--MessageBus.Port=" + port(1883),
                "--Clients.core-metadata.Port=" + port(59881),
                "--Database.Path=" + directory.resolve("store/" + key + ".db")));
        command.addAll(settings);
        var process = run(directory, key, command);
        processes.push(process);
        return process;
    }

    private static Process run(Path directory, String name, List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output(directory, name)))
                .start();
    }

    private static File output(Path directory, String name) {
        return directory.resolve(name + ".out").toFile();
    }

    private void awaitPort(Process process, String name, int port) throws IOException, InterruptedException {
        while (true) {
            try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return;
            } catch (IOException e) {
                if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                    throw new IOException(name + " has ended: " + said(name), e);
                }
            }
        }
    }

    /** What a service, or {@code mosquitto}, has said. */
    String said(String name) throws IOException {
        return Files.readString(output(directory, name).toPath());
    }

    /** The port that stands for this one of EdgeX's. */
    int port(int standard) {
        return standard + offset;
    }

    Path directory() {
        return directory;
    }

    ProcessHandle broker() {
        return broker.toHandle();
    }

    /** Ends all in order, the last one first. */
    void stop() {
        while (!processes.isEmpty()) {
            var process = processes.pop();
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        Folders.delete(directory);
    }
}
