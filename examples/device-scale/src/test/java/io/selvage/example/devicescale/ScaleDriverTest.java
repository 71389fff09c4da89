package io.selvage.example.devicescale;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.test.DeviceServiceExtension;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A scale that is a socket of this test, in the real SDK, with a core in memory. */
class ScaleDriverTest {

    @RegisterExtension
    static final DeviceServiceExtension SERVICE =
            DeviceServiceExtension.of(ScaleApplication.class).with("Device.DevicesDir", "");

    private final FakeScale scale = new FakeScale();

    @BeforeEach
    void connect() {
        SERVICE.addDevice("""
                {name: dock, profileName: Scale, protocols: {scale: {Address: localhost, Port: %d}}}
                """.formatted(scale.port()));
    }

    @AfterEach
    void disconnect() throws IOException {
        SERVICE.removeDevice("dock");
        scale.close();
    }

    @Test
    void aWeighingIsOneExchange() {
        scale.answer("W 12.5 moving");

        assertThat(SERVICE.readValues("dock", "Weighing")).isEqualTo(Map.of("Weight", "1.25e+01", "Stable", "false"));
        assertThat(scale.questions()).containsExactly("W?");
    }

    @Test
    void theTareIsWrittenAndARefusalIsTold() {
        scale.answer("OK");
        SERVICE.write("dock", "Tare", Map.of("Tare", 1.25));
        assertThat(scale.questions()).containsExactly("TARE 1.25");

        scale.answer("ERR the load moves");
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.write("dock", "Tare", Map.of("Tare", 2)))
                .withMessageContaining("dock refused the tare: ERR the load moves");
    }

    @Test
    void theKeyOfTheScaleSendsAReading() throws IOException {
        SERVICE.read("dock", "Weight");

        scale.print(7.25);

        assertThat(DeviceServiceExtension.values(SERVICE.nextEvent("dock", "Printed")))
                .isEqualTo(Map.of("Printed", "7.25e+00"));
    }

    @Test
    void aCutCableIsOneFailedReadAtMost() throws IOException {
        SERVICE.read("dock", "Weight");
        scale.cut();

        await().ignoreExceptionsInstanceOf(EdgeException.class)
                .until(() -> SERVICE.text("dock", "Weight").equals("0e+00"));
    }

    @Test
    void anAnswerThatIsNoneIsCited() {
        scale.answer("BUSY");

        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> SERVICE.read("dock", "Weight"))
                .withMessageContaining("dock answered W? with BUSY");
    }

    @Test
    void aDeviceWithoutAPortIsRefused() {
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() ->
                        SERVICE.addDevice("{name: yard, profileName: Scale, protocols: {scale: {Address: localhost}}}"))
                .withMessageContaining("needs the protocol scale with Address and Port")
                .satisfies(e -> assertThat(e.kind()).isEqualTo(ErrorKind.SERVER_ERROR));
    }
}
