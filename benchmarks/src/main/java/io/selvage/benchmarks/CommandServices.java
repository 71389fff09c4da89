package io.selvage.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** core-metadata, core-command and device-virtual as processes of their own, with a Mosquitto between them. */
final class CommandServices implements AutoCloseable {

    private final Path directory = Files.createTempDirectory("selvage-bench");
    private final Deque<Process> processes = new ArrayDeque<>();

    private CommandServices() throws IOException {}

    static CommandServices start() throws IOException, InterruptedException {
        var services = new CommandServices();
        var config = Files.writeString(
                services.directory.resolve("mosquitto.conf"),
                "listener " + MeasuredBox.port(1883) + " 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\n");
        var mosquitto = Files.isExecutable(Path.of("/usr/sbin/mosquitto")) ? "/usr/sbin/mosquitto" : "mosquitto";
        services.launch(MeasuredBox.port(1883), List.of(mosquitto, "-c", config.toString()));
        services.service("core-metadata", 59881);
        services.service("core-command", 59882);
        services.service(
                "device-virtual",
                59900,
                "--Device.ProfilesDir=classpath:device-virtual/profiles",
                "--Device.DevicesDir=classpath:device-virtual/devices");
        return services;
    }

    /** As {@code ./selvage service} starts it, with the options of the JVM and the start-up cache that all services have. */
    private void service(String key, int port, String... more) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(
                Path.of("selvage").toAbsolutePath().toString(),
                "service",
                key,
                "--Service.Port=" + MeasuredBox.port(port),
                "--MessageBus.Port=" + MeasuredBox.port(1883),
                "--Clients.core-metadata.Port=" + MeasuredBox.port(59881),
                "--Database.Path=" + directory.resolve(key + ".db")));
        command.addAll(List.of(more));
        launch(MeasuredBox.port(port), command);
    }

    private void launch(int port, List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("out").toFile())
                .start();
        processes.push(process);
        while (!answers(port)) {
            if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                throw new IOException(command + " has ended: " + Files.readString(directory.resolve("out")));
            }
        }
    }

    private static boolean answers(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        for (var process : processes) {
            process.destroy();
            try {
                process.waitFor();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        try (var files = Files.walk(directory)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
