package io.selvage.device.sdk.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.EventResponse;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.TestService;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import io.selvage.device.sdk.testing.device.VariableDriver;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;

/** A device service with one pump, asked over its port. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class PumpTest {

    static final String PROFILE = """
            name: Pump
            deviceResources:
              - name: Speed
                attributes: {register: 7}
                tags: {unit: main}
                properties: {valueType: Int16, readWrite: RW, units: rpm, scale: 10, maximum: 3000}
              - {name: Flow, properties: {valueType: Float32, readWrite: R}}
              - {name: Mode, properties: {valueType: Int8, readWrite: RW, defaultValue: "2"}}
              - {name: Label, properties: {valueType: String, readWrite: RW}}
              - {name: Secret, isHidden: true, properties: {valueType: Bool, readWrite: W}}
              - {name: Serial, properties: {valueType: String, readWrite: R, assertion: "S-1"}}
              - {name: Photo, properties: {valueType: Binary, readWrite: R, mediaType: image/png}}
            deviceCommands:
              - name: Everything
                readWrite: RW
                tags: {from: command, kind: all}
                resourceOperations:
                  - {deviceResource: Speed}
                  - {deviceResource: Mode, defaultValue: "1", mappings: {"0": "OFF", "1": "ON"}}
              - name: Hidden
                readWrite: W
                resourceOperations: [{deviceResource: Mode}, {deviceResource: Secret, defaultValue: "true"}]
              - {name: OnlyRead, readWrite: R, resourceOperations: [{deviceResource: Flow}]}
              - {name: Broken, readWrite: R, resourceOperations: [{deviceResource: Label}]}
            """;

    static final String DEVICE = """
            name: pump
            profileName: Pump
            serviceName: device-test
            adminState: UNLOCKED
            operatingState: UP
            tags: {from: device, site: north}
            protocols: {}
            """;

    final TestCore core = TestCore.started();
    TestService service;
    VariableDriver driver;

    String[] settings() {
        return new String[] {"--Device.MaxCmdOps=6"};
    }

    @BeforeAll
    void start() {
        core.metadata().profiles().put("Pump", TestCore.yaml(PROFILE, DeviceProfile.class));
        service = core.start(TestDeviceApplication.class, settings());
        driver = service.bean(VariableDriver.class);
    }

    @BeforeEach
    void reset() {
        core.metadata().put(TestCore.yaml(DEVICE, Device.class));
        service.knows("pump");
        driver.set("Speed", new Value.Int64(120));
        driver.set("Flow", new Value.Float64(1.5));
        driver.set("Mode", new Value.Int64(1));
        driver.set("Label", new Value.Text("x"));
        driver.set("Serial", new Value.Text("S-1"));
        core.events().clear();
    }

    @AfterEach
    void forget() {
        core.metadata().removeDevice("pump");
        await().until(() -> service.get("/device/name/pump/Speed").statusCode() == 404);
    }

    @AfterAll
    void stop() {
        core.close();
    }

    Event read(String pathAndQuery) throws Exception {
        var answer = service.get("/device/name/pump/" + pathAndQuery);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return EdgeJson.mapper().readValue(answer.body(), EventResponse.class).event();
    }

    static Map<String, Object> values(Event event) {
        return event.readings().stream()
                .collect(Collectors.toMap(
                        reading -> reading.resourceName(),
                        reading -> reading.value() instanceof ReadingValue.Simple(var text) ? text : reading.value()));
    }
}
