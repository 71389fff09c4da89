package io.selvage.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The compiled classes of all modules, read from their directories: nothing escapes by not being a dependency. */
final class Reactor {

    /** A module's directory that holds a pom and sources. */
    record Source(Path directory) {

        String name() {
            return directory.getFileName().toString();
        }

        Path classes() {
            return directory.resolve("target/classes");
        }

        Path testClasses() {
            return directory.resolve("target/test-classes");
        }
    }

    private Reactor() {}

    static List<Source> modules() throws IOException {
        try (var paths = Files.walk(Path.of("..").toRealPath(), 3)) {
            return paths.filter(path -> path.endsWith("pom.xml"))
                    .map(pom -> new Source(pom.resolveSibling("")))
                    .filter(module -> Files.isDirectory(module.directory.resolve("src")))
                    .toList();
        }
    }

    /** The classes that are delivered. */
    static JavaClasses main() throws IOException {
        return read(modules().stream().map(Source::classes));
    }

    /** The classes that are delivered, and their tests. */
    static JavaClasses all() throws IOException {
        return read(modules().stream().flatMap(module -> Stream.of(module.classes(), module.testClasses())));
    }

    private static JavaClasses read(Stream<Path> directories) {
        return new ClassFileImporter()
                .importPaths(directories.filter(Files::isDirectory).toList());
    }

    /** The name of the directory of the module that a class was compiled in. */
    static String directoryOf(JavaClass type) {
        var file = Path.of(type.getSource().orElseThrow().getUri());
        while (!file.endsWith("target")) {
            file = file.resolve("..").normalize();
        }
        return file.resolveSibling("").getFileName().toString();
    }
}
