package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * EdgeX's own device-virtual, unmodified, boots from our core-keeper ({@code -cp}, {@code -r}): it registers, streams and
 * takes a change of {@code Writable}.
 */
class GoKeeperClientsTest {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int KEEPER = 59890;
    private static final int SERVICE = 59900;
    private static final String DEVICE = "Random-Boolean-Device"; // every 10 s

    @TempDir
    private Path directory;

    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void atABox() throws Exception {
        GoDeviceService.require("device-virtual");
        try (var box = BoxProcess.start(directory.resolve("data"), "--no-demo", "--without", "device-virtual");
                var service = start(box::port)) {
            bootsStreamsAndTakesAChange(box::url, service);
        }
    }

    @Test
    void atServicesOnTheirOwn() throws Exception {
        GoDeviceService.require("device-virtual");
        try (var services = ServicesOnTheirOwn.start(directory)) {
            for (var port : List.of(KEEPER, 59880, 59881, 59882)) {
                services.awaitUp(http, port);
            }
            try (var service = start(services::port)) {
                bootsStreamsAndTakesAChange(services::url, service);
            }
        }
    }

    private interface Ports {
        int of(int standard);
    }

    private GoDeviceService start(Ports ports) throws IOException {
        return GoDeviceService.start(
                "device-virtual",
                directory.resolve("service.log"),
                Map.of(
                        "SERVICE_PORT", String.valueOf(ports.of(SERVICE)),
                        "MESSAGEBUS_PORT", String.valueOf(ports.of(1883)),
                        "CLIENTS_CORE_METADATA_PORT", String.valueOf(ports.of(59881)),
                        "REGISTRY_PORT", String.valueOf(ports.of(KEEPER))),
                "-cp=keeper.http://localhost:" + ports.of(KEEPER),
                "-r");
    }

    private void bootsStreamsAndTakesAChange(IntFunction<String> url, GoDeviceService service) throws Exception {
        await().ignoreExceptions().atMost(SOON).untilAsserted(() -> {
            assertThat(service.fate()).isNull();
            assertThat(http.get(url.apply(KEEPER) + "/registry/serviceId/device-virtual")
                            .json()
                            .at("/registration/status")
                            .asString())
                    .isEqualTo("UP");
        });
        await().atMost(SOON).until(() -> events(url) > 0);
        var before = events(url);
        await().atMost(SOON).until(() -> events(url) > before);

        assertThat(logLevel(url)).isEqualTo("INFO");
        var key = "/kvs/key/edgex/v4/device-virtual/Writable/LogLevel";
        assertThat(http.put(url.apply(KEEPER) + key, "{\"value\":\"DEBUG\"}").status())
                .isEqualTo(200);
        await().atMost(Duration.ofSeconds(5)).until(() -> logLevel(url).equals("DEBUG"));
        assertThat(service.fate()).isNull();
    }

    private String logLevel(IntFunction<String> url) throws IOException, InterruptedException {
        return http.get(url.apply(SERVICE) + "/config")
                .json()
                .at("/config/Writable/LogLevel")
                .asString();
    }

    private long events(IntFunction<String> url) throws IOException, InterruptedException {
        return http.get(url.apply(59880) + "/event/count/device/name/" + DEVICE)
                .json()
                .path("count")
                .longValue();
    }
}
