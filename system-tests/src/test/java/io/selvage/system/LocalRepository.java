package io.selvage.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A Maven repository of a test's own: what this build fetched is there by links, Selvage's own artifacts are not, so that
 * nothing of a test stays in the repository of the machine and nothing old of that gets into a test.
 */
final class LocalRepository implements AutoCloseable {

    private final Path directory;

    private LocalRepository(Path directory) {
        this.directory = directory;
    }

    static LocalRepository in(Path directory) throws IOException {
        var machine = Path.of(System.getProperty(
                "localRepository", System.getProperty("user.home") + "/.m2/repository")); // Surefire says the first
        link(machine, directory, "io");
        link(machine.resolve("io"), directory.resolve("io"), "selvage");
        return new LocalRepository(directory);
    }

    private static void link(Path from, Path to, String except) throws IOException {
        Files.createDirectories(to);
        try (var entries = Files.list(from)) {
            for (var entry : entries.filter(path -> !path.endsWith(except)).toList()) {
                Files.createSymbolicLink(to.resolve(entry.getFileName()), entry);
            }
        }
    }

    /** The option with which Maven uses it. */
    String option() {
        return "-Dmaven.repo.local=" + directory;
    }

    /** Takes the links away, which JUnit warns of when it deletes a directory. */
    @Override
    public void close() throws IOException {
        unlink(directory);
        unlink(directory.resolve("io"));
    }

    private static void unlink(Path from) throws IOException {
        try (var entries = Files.list(from)) {
            for (var link : entries.filter(Files::isSymbolicLink).toList()) {
                Files.delete(link);
            }
        }
    }
}
