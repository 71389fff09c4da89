package io.selvage.device.sdk.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What driver authors see: their driver, asked and told as in production. */
class DeviceServiceExtensionTest {

    private static final String PROFILE = """
            name: Kettle
            deviceResources:
              - {name: Temperature, properties: {valueType: Float64, readWrite: RW, maximum: %s, units: "°C"}}
              - {name: Whistle, properties: {valueType: Bool, readWrite: R}}
            deviceCommands:
              - {name: All, readWrite: R, resourceOperations: [{deviceResource: Temperature}]}
            """;

    @RegisterExtension
    static final DeviceServiceExtension SERVICE = DeviceServiceExtension.of(() -> new KettleDriver(false))
            .withProfile(PROFILE.formatted("100"))
            .withWatcher("""
                    {name: kitchens, identifiers: {Room: kitchen}, discoveredDevice: {profileName: Kettle, adminState: UNLOCKED}}
                    """)
            .with("Device.Discovery.Enabled", "true")
            .withDevice("{name: kettle, profileName: Kettle, protocols: {kettle: {}}}");

    private static EdgeException failureOf(Runnable work) {
        var thrown = catchThrowableOfType(EdgeException.class, work::run);
        assertThat(thrown).isNotNull();
        return thrown;
    }

    @Test
    void aReadIsTransformedAndTypedByTheSdk() {
        SERVICE.write("kettle", "Temperature", Map.of("Temperature", 21.5));

        assertThat(SERVICE.text("kettle", "Temperature")).isEqualTo("2.15e+01");
        var event = SERVICE.read("kettle", "All");
        assertThat(event.profileName()).isEqualTo("Kettle");
        assertThat(event.readings().getFirst().units()).isEqualTo("°C");
        assertThat(SERVICE.readValues("kettle", "All")).containsExactly(Map.entry("Temperature", "2.15e+01"));
    }

    @Test
    void eventsAreCapturedPerTest() {
        assertThat(SERVICE.events()).extracting(Event::deviceName).doesNotContain("kettle");

        SERVICE.write("kettle", "Temperature", Map.of("Temperature", "99"));
        var pushed = SERVICE.nextEvent("kettle", "Whistle");

        assertThat(DeviceServiceExtension.values(pushed)).isEqualTo(Map.of("Whistle", "true"));
        assertThat(SERVICE.read("kettle", "All", Map.of("ds-pushevent", "true", "ds-returnevent", "false")))
                .isNull();
        assertThat(SERVICE.nextEvent("kettle", "All").readings()).hasSize(1);
    }

    @Test
    void errorsAreEdgexsOwn() {
        assertThat(failureOf(() -> SERVICE.read("teapot", "All"))).satisfies(e -> {
            assertThat(e.kind()).isEqualTo(ErrorKind.ENTITY_DOES_NOT_EXIST);
            assertThat(e).hasMessage("device teapot not found");
        });
        assertThat(failureOf(() -> SERVICE.write("kettle", "Temperature", Map.of("Temperature", 101))))
                .hasMessageContaining("out of maximum value 100");
    }

    @Test
    void aDeviceIsAddedAfterTheDriverHasAgreed() {
        assertThat(failureOf(() -> SERVICE.addDevice("{name: pot, profileName: Kettle, protocols: {gas: {}}}")))
                .hasMessage("a kettle needs the protocol kettle");
        assertThat(failureOf(() -> SERVICE.addDevice("{name: pot, profileName: Pot, protocols: {kettle: {}}}")))
                .hasMessage("the core of this test has no profile named Pot, only [Kettle]");

        SERVICE.addDevice("{name: second, profileName: Kettle, protocols: {kettle: {}}}");
        assertThat(SERVICE.read("second", "All").deviceName()).isEqualTo("second");
        SERVICE.removeDevice("second");

        assertThat(failureOf(() -> SERVICE.read("second", "All")).kind()).isEqualTo(ErrorKind.ENTITY_DOES_NOT_EXIST);
        assertThat(SERVICE.deviceNames()).containsExactly("kettle");
    }

    @Test
    void changesOfDevicesAndProfilesArrive() {
        var before = SERVICE.device("kettle");
        SERVICE.updateDevice("{name: kettle, profileName: Kettle, adminState: LOCKED, protocols: {kettle: {}}}");
        assertThat(failureOf(() -> SERVICE.read("kettle", "All")).kind()).isEqualTo(ErrorKind.SERVICE_LOCKED);
        SERVICE.updateDevice(before);

        SERVICE.putProfile(EdgeJson.yaml().readValue(PROFILE.formatted("300"), DeviceProfile.class));

        SERVICE.write("kettle", "Temperature", Map.of("Temperature", 101));
        assertThat(SERVICE.bean(KettleDriver.class)).isNotNull();
    }

    @Test
    void aSearchAddsWhatAWatcherLetsIn() {
        var device = SERVICE.discover("found");

        assertThat(device.profileName()).isEqualTo("Kettle");
        assertThat(SERVICE.read("found", "All").deviceName()).isEqualTo("found");
        SERVICE.removeDevice("found");
    }

    @Test
    void autoEventsRun() {
        SERVICE.addDevice("{name: auto, profileName: Kettle, protocols: {kettle: {}}, "
                + "autoEvents: [{sourceName: All, interval: 20ms}]}");

        assertThat(List.of(SERVICE.nextEvent("auto", "All"), SERVICE.nextEvent("auto", "All")))
                .hasSize(2);
        SERVICE.removeDevice("auto");
    }

    @Test
    void theRoutesAnswerToo() throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(SERVICE.url() + "/device/name/kettle/All"))
                    .build();
            assertThat(http.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aDeviceThatIsNotUnderstoodIsShown() {
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVICE.addDevice("[1]"))
                .withMessageContaining("[1]");
        assertThatExceptionOfType(AssertionError.class)
                .isThrownBy(() -> SERVICE.addDevice("{name: x, adminState: AJAR}"))
                .withMessageContaining("AJAR");
    }
}
