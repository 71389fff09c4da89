package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** EdgeX's own Go clients make every call that they have against a box. */
class GoClientsTest {

    private static final Path SOURCES = BoxProcess.HOME.resolve("system-tests/go-clients");
    private static final int MINUTES = 5;

    private record Run(int exitCode, String output) {}

    @TempDir
    Path directory;

    @Test
    void everyCallIsAnsweredAsTheClientsExpect() throws IOException, InterruptedException {
        var program = directory.resolve("go-clients");
        requireGo("build", "-o", program.toString(), ".");
        try (var box = BoxProcess.start(directory.resolve("data"))) {
            var run = run(List.of(program.toString(), "localhost", box.offset()));
            assertThat(run.exitCode()).as(run.output()).isZero();
            assertThat(run.output()).contains("0 faults");
        }
    }

    /** Without Go, or without the modules that the program needs, there is nothing to run. */
    private void requireGo(String... arguments) throws IOException, InterruptedException {
        var go = goCommand();
        if (go == null) {
            throw new TestAbortedException("skipped: Go is not installed");
        }
        var command = new ArrayList<>(List.of(go));
        command.addAll(List.of(arguments));
        var build = run(command);
        var offline = build.output().contains("dial tcp") || build.output().contains("reading https://");
        assumeTrue(build.exitCode() == 0 || !offline, "skipped: the Go modules cannot be had: " + build.output());
        assertThat(build.exitCode()).as(build.output()).isZero();
    }

    private static @Nullable String goCommand() {
        return Pattern.compile(File.pathSeparator)
                .splitAsStream(System.getenv("PATH") + File.pathSeparator + "/usr/local/go/bin")
                .map(folder -> Path.of(folder, "go"))
                .filter(Files::isExecutable)
                .map(Path::toString)
                .findFirst()
                .orElse(null);
    }

    private Run run(List<String> command) throws IOException, InterruptedException {
        var output = Files.createTempFile(directory, "go", ".out");
        var process = new ProcessBuilder(command)
                .directory(SOURCES.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.destroyForcibly();
        }
        return new Run(process.waitFor(), Files.readString(output));
    }
}
