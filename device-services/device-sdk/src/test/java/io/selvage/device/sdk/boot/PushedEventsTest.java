package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushedEventsTest {

    /** All ways of the sink look at the switch; that readings are dropped is told to who wants to know. */
    @ParameterizedTest
    @CsvSource({"true, 3", "false, 0"})
    void readingsThatNobodyAskedForCanBeSwitchedOff(boolean enabled, int events) {
        try (var core = TestCore.started()) {
            core.metadata().profiles().put("P", TestCore.yaml("""
                            {name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}
                            """, DeviceProfile.class));
            core.metadata().put(TestCore.yaml("""
                    {name: pump, profileName: P, serviceName: device-test, adminState: UNLOCKED, operatingState: UP,
                     protocols: {}}""", Device.class));
            var sink = core.start(TestDeviceApplication.class, "--Device.EnableAsyncReadings=" + enabled)
                    .knows("pump")
                    .bean(ReadingSink.class);
            var readings = PushedReadings.of("pump", "ping", new Value.Text("pong"));

            sink.accept(readings);
            var submitted = sink.submit(readings).toCompletableFuture();
            if (enabled) {
                submitted.join();
                sink.acceptInTime(readings);
            } else {
                assertThat(submitted).isCompletedExceptionally();
                assertThatExceptionOfType(EdgeException.class)
                        .isThrownBy(() -> sink.acceptInTime(readings))
                        .withMessageContaining("Device.EnableAsyncReadings");
            }

            assertThat(core.events()).hasSize(events);
        }
    }
}
