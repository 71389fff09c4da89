package io.selvage.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * One of EdgeX's own device services, as its project builds it and with its own files: the program {@code NAME} in the
 * folder {@code EDGEX_BIN}, the checkout {@code NAME-go} in the folder {@code EDGEX_SRC}.
 */
final class GoDeviceService implements AutoCloseable {

    private final Path program;
    private final Path folder;
    private final Path log;
    private final Map<String, String> environment;
    private final List<String> arguments;
    private Process process;

    private GoDeviceService(String name, Path log, Map<String, String> environment, List<String> arguments)
            throws IOException {
        this.program = binaries().resolve(name);
        this.folder = sources().resolve(name + "-go/cmd");
        this.log = log;
        this.environment = environment;
        this.arguments = arguments;
        this.process = launch();
    }

    static GoDeviceService start(String name, Path log, Map<String, String> environment, String... arguments)
            throws IOException {
        return new GoDeviceService(name, log, environment, List.of(arguments));
    }

    /** Skips the test where there is no such program. */
    static void require(String name) {
        if (!Files.isExecutable(binaries().resolve(name))
                || !Files.isDirectory(sources().resolve(name + "-go"))) {
            throw new TestAbortedException("skipped: no " + name + " in EDGEX_BIN, or no " + name + "-go in EDGEX_SRC");
        }
    }

    static Path binaries() {
        return folder("EDGEX_BIN", "with EdgeX's programs");
    }

    static Path sources() {
        return folder("EDGEX_SRC", "with checkouts of EdgeX's repositories");
    }

    private static Path folder(String variable, String content) {
        var value = System.getenv(variable);
        if (value == null) {
            throw new TestAbortedException("skipped: " + variable + " names no folder " + content);
        }
        return Path.of(value);
    }

    private Process launch() throws IOException {
        var command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().put("EDGEX_SECURITY_SECRET_STORE", "false");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** Ends it by {@code kill -9} and starts it again. */
    void restart() throws IOException, InterruptedException {
        process.destroyForcibly().waitFor();
        process = launch();
    }

    @Nullable
    String fate() throws IOException {
        return process.isAlive() ? null : "it has ended: " + Files.readString(log);
    }

    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
