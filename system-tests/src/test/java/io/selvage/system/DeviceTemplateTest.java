package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A device service of a user's own: from {@code ./selvage new} to its readings in a box. */
class DeviceTemplateTest {

    private static final System.Logger CONSOLE = System.getLogger("io.selvage.system"); // the log is the box's

    @TempDir
    static Path directory;

    private static LocalRepository repository;

    @BeforeAll
    static void makeRepository() throws IOException, InterruptedException {
        repository = LocalRepository.in(directory.resolve("repository"));
        var installed = selvage("install-sdk");
        assertThat(installed.exitCode()).as(installed.output()).isZero();
    }

    @AfterAll
    static void removeRepository() throws IOException {
        repository.close();
    }

    private static BoxProcess.Result newService(String... options) throws IOException, InterruptedException {
        var args = new ArrayList<>(List.of("new", "device-service"));
        args.addAll(List.of(options));
        return selvage(args.toArray(String[]::new));
    }

    private static BoxProcess.Result selvage(String... args) throws IOException, InterruptedException {
        var command = BoxProcess.command(args);
        command.environment().put("SELVAGE_MAVEN_ARGS", repository.option());
        return BoxProcess.toItsEnd(command);
    }

    /** Maven in a project, without the network: all that a project needs this build needs too. */
    private static ProcessBuilder maven(Path project, String... args) {
        var command = new ArrayList<>(List.of("mvn", "-B", "-o", repository.option()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command).directory(project.toFile());
    }

    private static Path project(String name, String... options) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(name, "--dir", directory.toString()));
        all.addAll(List.of(options));
        var made = newService(all.toArray(String[]::new));
        assertThat(made.exitCode()).as(made.output()).isZero();
        return directory.resolve(name);
    }

    private static void build(Path project) throws IOException, InterruptedException {
        var built = BoxProcess.toItsEnd(maven(project, "package"));
        assertThat(built.exitCode()).as(built.output()).isZero();
        assertThat(built.output()).containsPattern("Tests run: [1-9]");
        assertThat(project.resolve("target/" + project.getFileName() + ".jar")).isRegularFile();
    }

    @Test
    void aNewProjectIsBuiltRunAndSendsReadings() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo");
                var http = new Http()) {
            var begin = System.nanoTime();
            var project = project("device-heat-pump");
            var made = System.nanoTime();
            build(project);
            var built = System.nanoTime();
            var service = run(project, box);
            try {
                awaitReading(http, box);
                CONSOLE.log(
                        System.Logger.Level.INFO,
                        "a new device service sends readings after {0} s: made in {1}, built and tested in {2}, up in {3}",
                        seconds(begin, System.nanoTime()),
                        seconds(begin, made),
                        seconds(made, built),
                        seconds(built, System.nanoTime()));
                assertThat(http.get(box.command("/device/name/HeatPump-1/All")).status())
                        .isEqualTo(200);
            } finally {
                stop(service);
            }
        }
        assertThat(Files.readAllLines(directory.resolve("device-heat-pump/README.md")))
                .hasSizeLessThan(60)
                .startsWith("device-heat-pump", "================");
    }

    private static String seconds(long from, long to) {
        return String.format(Locale.ROOT, "%.1f", (to - from) / 1e9);
    }

    private static Process run(Path project, BoxProcess box) throws IOException {
        var arguments = "--Service.Port=0 --Clients.core-metadata.Port=" + box.port(59881) + " --MessageBus.Port="
                + box.port(1883);
        return maven(project, "spring-boot:run", "-Dspring-boot.run.arguments=" + arguments)
                .redirectErrorStream(true)
                .redirectOutput(project.resolve("target/run.out").toFile())
                .start();
    }

    private static void awaitReading(Http http, BoxProcess box) {
        var readings = box.data("/reading/device/name/HeatPump-1?limit=1");
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> {
                    var answer = http.get(readings);
                    return answer.status() == 200
                            && answer.json().get("totalCount").asInt() > 0;
                });
    }

    private static void stop(Process maven) throws InterruptedException {
        var service = maven.descendants().toList();
        maven.destroy();
        service.forEach(ProcessHandle::destroy);
        if (!maven.waitFor(20, TimeUnit.SECONDS)) {
            maven.destroyForcibly().waitFor();
        }
        service.forEach(ProcessHandle::destroyForcibly);
        service.forEach(one -> one.onExit().join());
    }

    @Test
    void theExampleIsAProjectLikeAnyOther() throws Exception {
        var project = project("device-scale", "--group", "io.selvage.example");
        delete(project.resolve("src"));
        copy(BoxProcess.HOME.resolve("examples/device-scale/src"), project.resolve("src"));

        build(project);
    }

    private static void delete(Path tree) throws IOException {
        try (var paths = Files.walk(tree)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (var paths = Files.walk(from)) {
            for (var path : paths.toList()) {
                Files.copy(path, to.resolve(from.relativize(path)));
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Pump",
                "device-Pump",
                "device-2go",
                "device-device-service",
                "device-virtual",
                "device-a device-b",
                "device-pump --colour",
                "device-pump --group Com.1",
                "device-pump --dir",
                "device-pump --dir ."
            })
    void whatCannotBeMadeIsRefusedInASentence(String options) throws Exception {
        var result = newService(options.isEmpty() ? new String[0] : options.split(" "));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines().toList())
                .singleElement()
                .asString()
                .startsWith("selvage: ")
                .containsAnyOf(Arrays.stream(options.split(" "))
                        .skip(options.contains(" ") ? 1 : 0)
                        .toArray(String[]::new));
    }

    @Test
    void aProjectIsNotOverwritten() throws Exception {
        Files.createDirectories(directory.resolve("other/device-pump"));

        var result =
                newService("device-pump", "--dir", directory.resolve("other").toString());

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).contains("other/device-pump exists already");
    }

    @Test
    void theArchetypeItselfRefusesABadName() throws Exception {
        var result = BoxProcess.toItsEnd(maven(
                directory,
                "archetype:generate",
                "-DarchetypeCatalog=local",
                "-DarchetypeGroupId=io.selvage",
                "-DarchetypeArtifactId=device-template",
                "-DarchetypeVersion=0.1.0-SNAPSHOT",
                "-DartifactId=Pump"));

        assertThat(result.exitCode()).isNotZero();
        assertThat(result.output()).contains("'Pump' is no name of a device service");
        assertThat(directory.resolve("Pump")).doesNotExist();
    }
}
