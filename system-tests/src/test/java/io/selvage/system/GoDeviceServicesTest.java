package io.selvage.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** EdgeX's own Go device services, unmodified, at a box that leaves their names to them. */
class GoDeviceServicesTest {

    private static final Duration SOON = Duration.ofSeconds(60);

    /** EdgeX's MQTT client doubles the pause between its attempts, also from one absence of the broker to the next. */
    private static final Duration RECONNECTED = Duration.ofSeconds(150);

    private static final String OVEN = """
            [{"apiVersion":"v3","device":{"name":"oven","adminState":"UNLOCKED","operatingState":"UP",
              "serviceName":"device-modbus","profileName":"Oven",
              "autoEvents":[{"interval":"500ms","sourceName":"Setpoint"}],"protocols":{"modbus-tcp":{
              "Address":"127.0.0.1","Port":%d,"UnitID":1,"Timeout":5,"IdleTimeout":60}}}}]""";

    @TempDir
    Path directory;

    private final Http http = new Http();

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void deviceVirtualLivesByKeeperAndSurvivesRestartsOfEitherSide() throws Exception {
        GoDeviceService.require("device-virtual");
        try (var box = box();
                var service = GoDeviceService.start(
                        "device-virtual", log(), ports(box, 59900), provider(box), "--registry")) {
            survivesRestarts(box, service, (at, one) -> {
                awaitFlow(at, one);
                awaitWatch(at, "device-virtual", 59900);
            });
        }
    }

    @Test
    void deviceVirtualLivesByItsFilesAloneAndSurvivesRestartsOfEitherSide() throws Exception {
        GoDeviceService.require("device-virtual");
        try (var box = box();
                var service = GoDeviceService.start("device-virtual", log(), ports(box, 59900), common())) {
            survivesRestarts(box, service, this::awaitFlow);
        }
    }

    @Test
    void deviceModbusLivesByKeeperAndSurvivesRestartsOfEitherSide() throws Exception {
        GoDeviceService.require("device-modbus");
        try (var box = BoxProcess.start(directory.resolve("data"), "--without", "device-modbus");
                var service =
                        GoDeviceService.start("device-modbus", log(), ports(box, 59901), provider(box), "--registry")) {
            addOven(box);
            survivesRestarts(box, service, (at, one) -> {
                awaitOven(at, one);
                awaitWatch(at, "device-modbus", 59901);
            });

            assertThat(http.post(box.metadata("/device"), OVEN.formatted(99_999).replace("\"oven\"", "\"other\""))
                            .body())
                    .contains("port value out of range");
        }
    }

    @Test
    void deviceModbusLivesByItsFilesAloneAndSurvivesRestartsOfEitherSide() throws Exception {
        GoDeviceService.require("device-modbus");
        try (var box = BoxProcess.start(directory.resolve("data"), "--without", "device-modbus")) {
            var environment = ports(box, 59901);
            environment.put("DEVICE_PROFILESDIR", "./res/profiles");
            environment.put("DEVICE_DEVICESDIR", "./res/devices");
            try (var service = GoDeviceService.start("device-modbus", log(), environment, common())) {
                for (var device :
                        new String[] {"Modbus-TCP-test-device", "Modbus-RTU-test-device", "Modbus-TCP-Read-String"}) {
                    await().atMost(SOON).until(() -> status(box.metadata("/device/name/" + device)) == 200);
                }
                addOven(box);
                survivesRestarts(box, service, this::awaitOven);
            }
        }
    }

    /** What shows that a service works at a box. */
    private interface Flow {
        void await(BoxProcess box, GoDeviceService service) throws Exception;
    }

    private static void survivesRestarts(BoxProcess box, GoDeviceService service, Flow flow) throws Exception {
        flow.await(box, service);

        service.restart();
        flow.await(box, service);

        box.kill();
        box.restart();
        flow.await(box, service);
    }

    private void addOven(BoxProcess box) throws Exception {
        await().atMost(SOON).until(() -> status(box.metadata("/deviceservice/name/device-modbus")) == 200);
        http.post(box.metadata("/deviceprofile"), """
                    [{"apiVersion":"v3","profile":{"name":"Oven","deviceResources":[
                      {"name":"Setpoint","attributes":{"primaryTable":"HOLDING_REGISTERS","startingAddress":0},
                       "properties":{"valueType":"Uint16","readWrite":"RW"}}]}}]""");
        await().atMost(SOON).until(() -> {
            var added = http.post(box.metadata("/device"), OVEN.formatted(box.port(1502)));
            return added.body().contains("\"statusCode\":201");
        });
    }

    /** A device that was added here: an event comes that was not there before, a command writes and reads. */
    private void awaitOven(BoxProcess box, GoDeviceService service) throws Exception {
        assertThat(service.fate()).isNull();
        var setpoint = box.command("/device/name/oven/Setpoint");
        await().ignoreExceptionsInstanceOf(IOException.class).atMost(SOON).until(() -> status(setpoint) == 200);
        var before = events(box, "oven");
        await().atMost(RECONNECTED).until(() -> events(box, "oven") > before);
        assertThat(http.put(setpoint, "{\"Setpoint\":\"777\"}").status()).isEqualTo(200);
        assertThat(http.get(setpoint).body()).contains("\"value\":\"777\"");
        assertThat(http.put(setpoint, "{\"Setpoint\":\"180\"}").status()).isEqualTo(200);
        assertThat(service.fate()).isNull();
    }

    /**
     * A change in core-keeper counts in the service. Before it watches, an absence of the broker leaves EdgeX's client for good
     * without the bus, see docs/compatibility.md.
     */
    private void awaitWatch(BoxProcess box, String name, int port) throws Exception {
        var key = box.url(59890) + "/kvs/key/edgex/v4/" + name + "/Writable/LogLevel";
        var config = box.url(port) + "/config";
        var before = logLevel(config);
        await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
            if (!logLevel(config).equals(before)) {
                return true;
            }
            var debug = http.get(key + "?plaintext=true").body().contains("DEBUG");
            assertThat(http.put(key, "{\"value\":\"" + (debug ? "INFO" : "DEBUG") + "\"}")
                            .status())
                    .isEqualTo(200);
            return false;
        });
    }

    private String logLevel(String config) throws IOException, InterruptedException {
        return http.get(config).json().at("/config/Writable/LogLevel").asString();
    }

    private BoxProcess box() throws IOException, InterruptedException {
        return BoxProcess.start(
                directory.resolve("data"), "--no-demo", "--without", "device-virtual", "--without", "device-modbus");
    }

    private Path log() {
        return directory.resolve("service.log");
    }

    private static String provider(BoxProcess box) {
        return "-cp=keeper.http://localhost:" + box.port(59890);
    }

    private static String common() {
        return "-cc="
                + GoDeviceService.sources()
                        .resolve("edgex-go/cmd/core-common-config-bootstrapper/res/configuration.yaml");
    }

    private static Map<String, String> ports(BoxProcess box, int service) {
        var environment = new HashMap<String, String>();
        environment.put("SERVICE_PORT", String.valueOf(box.port(service)));
        environment.put("MESSAGEBUS_PORT", String.valueOf(box.port(1883)));
        environment.put("CLIENTS_CORE_METADATA_PORT", String.valueOf(box.port(59881)));
        environment.put("REGISTRY_PORT", String.valueOf(box.port(59890)));
        return environment;
    }

    /** Its devices are there, a command writes and reads, and an event comes that was not there before. */
    private void awaitFlow(BoxProcess box, GoDeviceService service) throws Exception {
        var device = "Random-Boolean-Device"; // every 10 s
        await().atMost(SOON).until(() -> {
            assertThat(service.fate()).isNull();
            return status(box.metadata("/device/name/Fixed-Object-Device")) == 200
                    && status(box.metadata("/device/name/" + device)) == 200;
        });
        await().atMost(SOON).until(() -> status(box.command("/device/name/Random-Integer-Device/Int8")) == 200);
        var integer = box.command("/device/name/Random-Integer-Device/Int8");
        assertThat(http.put(integer, "{\"Int8\":\"42\"}").status()).isEqualTo(200);
        assertThat(http.get(integer).body()).contains("\"value\":\"42\"");
        var before = events(box, device);
        await().atMost(RECONNECTED).until(() -> events(box, device) > before);
    }

    private int status(String url) throws IOException, InterruptedException {
        return http.get(url).status();
    }

    private long events(BoxProcess box, String device) throws IOException, InterruptedException {
        return http.get(box.data("/event/count/device/name/" + device))
                .json()
                .path("count")
                .longValue();
    }
}
