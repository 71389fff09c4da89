package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ReadingSink;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushedEventsTest {

    /** Both ways of the sink look at the switch. */
    @ParameterizedTest
    @CsvSource({"true, 2", "false, 0"})
    void readingsThatNobodyAskedForCanBeSwitchedOff(String enabled, int events) {
        try (var core = TestCore.started()) {
            core.metadata().profiles().put("P", TestCore.yaml("""
                            {name: P, deviceResources: [{name: ping, properties: {valueType: String, readWrite: R}}]}
                            """, DeviceProfile.class));
            core.metadata().put(TestCore.yaml("""
                    {name: pump, profileName: P, serviceName: device-test, adminState: UNLOCKED, operatingState: UP,
                     protocols: {}}""", Device.class));
            var service = core.start(TestDeviceApplication.class, "--Device.EnableAsyncReadings=" + enabled)
                    .knows("pump");
            var readings = PushedReadings.of("pump", "ping", new Value.Text("pong"));

            service.bean(ReadingSink.class).accept(readings);
            service.bean(ReadingSink.class)
                    .submit(readings)
                    .toCompletableFuture()
                    .join();

            assertThat(core.events()).hasSize(events);
        }
    }
}
