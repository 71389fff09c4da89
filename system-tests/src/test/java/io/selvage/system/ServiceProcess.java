package io.selvage.system;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service as a process of its own. */
final class ServiceProcess implements AutoCloseable {

    /** Services that are only for tests. */
    private static final Path TESTS = BoxProcess.HOME.resolve("system-tests/target/test-classes");

    private final Path output;
    private final Path log;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private Process process;

    private ServiceProcess(Path output, Path log, int port, List<String> command, Map<String, String> environment)
            throws IOException {
        this.output = output;
        this.log = log;
        this.port = port;
        this.command = command;
        this.environment = environment;
        this.process = launch();
    }

    /** Starts the application class from the built jars; {@code settings} are EdgeX's keys. */
    static ServiceProcess start(Path directory, Class<?> application, int port, String... settings) throws IOException {
        return start(directory, application, port, Map.of(), settings);
    }

    /** The same with variables of the environment. */
    static ServiceProcess start(
            Path directory, Class<?> application, int port, Map<String, String> environment, String... settings)
            throws IOException {
        var log = directory.resolve(application.getSimpleName() + ".log");
        var command = new ArrayList<String>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx160m",
                "--enable-native-access=ALL-UNNAMED",
                "-Dselvage.log=" + log,
                "-cp",
                BoxProcess.HOME.resolve("all-in-one/target/box/selvage-box.jar") + File.pathSeparator + TESTS,
                application.getName(),
                "--Service.Port=" + port));
        command.addAll(List.of(settings));
        Files.createDirectories(directory);
        var output = directory.resolve(application.getSimpleName() + ".out");
        return new ServiceProcess(output, log, port, command, environment);
    }

    private Process launch() throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    String url(String path) {
        return "http://localhost:" + port + "/api/v3" + path;
    }

    /** What it has logged. */
    String logText() throws IOException {
        return Files.readString(log);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code kill -9}, and the same service again. */
    void killAndRestart() throws IOException, InterruptedException {
        kill();
        restart();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void restart() throws IOException {
        process = launch();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
