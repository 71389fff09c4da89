package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code ./selvage} says and does. */
class CommandLineTest {

    @TempDir
    Path directory;

    private static void assertRefused(BoxProcess.Result result, String... words) {
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output().lines().filter(line -> line.startsWith("selvage: ")))
                .singleElement()
                .asString()
                .contains(words);
    }

    @Test
    void aTakenPortIsNamed() throws Exception {
        var offset = BoxProcess.freeOffset();
        try (var _ = new ServerSocket(59882 + offset, 1, InetAddress.getLoopbackAddress())) {
            var result = BoxProcess.run("up", "--data", directory.toString(), "--port-offset", String.valueOf(offset));

            assertRefused(result, "port " + (59882 + offset), "core-command", "--port-offset");
        }
    }

    @Test
    void aDirectoryThatCannotBeWrittenIsNamed() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "no directory");

        assertRefused(BoxProcess.run("up", "--data", file.toString()), file.toString(), "--data");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--colour",
                "--port-offset=many",
                "--set=core-data",
                "--set=nobody.Service.Port=1",
                "--set=core-data.Service.Port=many",
                "--data",
                "--listen=no.such.address.invalid"
            })
    void aWrongOptionIsNamed(String option) throws Exception {
        assertRefused(BoxProcess.run("up", option), option.split("=", 2)[0]);
    }

    @ParameterizedTest
    @CsvSource({
        "Registry.Type=etcd, is neither keeper nor consul",
        "Service.Port=many, Service.Port",
        "Retention.Interval=soon, is no duration such as"
    })
    void aServiceSaysWhyItDoesNotStart(String setting, String reason) throws Exception {
        var result = BoxProcess.run(
                "service",
                "core-data",
                "--Service.Port=0",
                "--Database.Path=" + directory.resolve("core-data.db"),
                "--" + setting);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.output()).containsIgnoringCase(reason).doesNotContain("\tat ");
    }

    @Test
    void aDirectoryHasOneBox() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"), "--no-demo")) {
            var second = BoxProcess.run("up", "--data", box.directory().toString(), "--port-offset", "-400");

            assertRefused(second, "another box", String.valueOf(box.process().pid()));
        }
    }

    @Test
    void aServiceOnItsOwnLogsWhereItIsStarted() throws Exception {
        var service = BoxProcess.command("service", "core-keeper", "--Service.Port=0")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("test.out").toFile())
                .start();
        try {
            await().atMost(Duration.ofSeconds(30)).until(() -> Files.exists(directory.resolve("selvage.log")));
        } finally {
            service.destroy();
            service.waitFor();
        }
    }

    @Test
    void aBoxInTheBackgroundIsFoundAndStopped() throws Exception {
        var offset = String.valueOf(BoxProcess.freeOffset());
        var data = directory.resolve("box").toString();

        var up = BoxProcess.run("up", "--detach", "--no-demo", "--data", data, "--port-offset", offset);
        assertThat(up.exitCode()).as(up.output()).isZero();
        assertThat(up.output()).containsPattern("core-metadata +http://localhost:\\d+/api/v3 +up");

        var status = BoxProcess.run("status", "--data", data);
        assertThat(status.exitCode()).isZero();
        assertThat(status.output()).doesNotContain("does not answer");

        var down = BoxProcess.run("down", "--data", data);
        assertThat(down.exitCode()).as(down.output()).isZero();
        assertRefused(BoxProcess.run("status", "--data", data), "no box runs");
    }

    @Test
    void aSettingReachesItsService() throws Exception {
        try (var http = new Http();
                var box = BoxProcess.start(
                        directory.resolve("box"), "--no-demo", "--set", "core-data.Service.MaxResultCount=7")) {
            var config = http.get(box.data("/config")).json();

            assertThat(config.at("/config/Service/MaxResultCount").asInt()).isEqualTo(7);
            assertThat(http.get(box.data("/event/all?limit=8")).status()).isEqualTo(400);
        }
    }

    @Test
    void aFileConfiguresItsService() throws Exception {
        var data = directory.resolve("box");
        Files.createDirectories(data.resolve("config"));
        Files.writeString(data.resolve("config/core-data.yaml"), "Service:\n  MaxResultCount: 9\n");

        try (var http = new Http();
                var box = BoxProcess.start(data, "--no-demo")) {
            assertThat(http.get(box.data("/event/all?limit=10")).status()).isEqualTo(400);
            assertThat(http.get(box.data("/event/all?limit=9")).status()).isEqualTo(200);
        }
    }

    @Test
    void withoutDemoThereAreServicesAndNoDevices() throws Exception {
        try (var http = new Http();
                var box = BoxProcess.start(directory.resolve("box"), "--no-demo")) {
            assertThat(http.get(box.metadata("/device/all"))
                            .json()
                            .get("totalCount")
                            .asInt())
                    .isZero();
            assertThat(http.get(box.metadata("/deviceprofile/all"))
                            .json()
                            .get("totalCount")
                            .asInt())
                    .isZero();
            assertThat(http.get(box.metadata("/deviceservice/name/device-virtual"))
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void interruptedItStopsInOrderWithinFiveSeconds() throws Exception {
        try (var box = BoxProcess.start(directory.resolve("box"))) {
            var asked = Instant.now();
            new ProcessBuilder("kill", "-INT", String.valueOf(box.process().pid()))
                    .start()
                    .waitFor();

            assertThat(box.process().waitFor(20, TimeUnit.SECONDS)).isTrue();

            assertThat(Duration.between(asked, Instant.now())).isLessThan(Duration.ofSeconds(5));
            assertThat(box.outputText()).contains("stopping");
        }
    }
}
