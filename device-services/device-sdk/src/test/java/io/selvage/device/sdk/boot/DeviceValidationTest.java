package io.selvage.device.sdk.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.topic.Topics;
import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The driver's verdict on devices, over the bus. */
class DeviceValidationTest {

    @Test
    void theDriverDecides() {
        try (var core = TestCore.started()) {
            core.start(TestDeviceApplication.class);
            await().until(() -> core.metadata().services().containsKey("device-test"));

            assertThat(verdict(core, "right").isError()).isFalse();
            assertThat(verdict(core, "wrong").text()).isEqualTo("this driver has no protocol named wrong");
        }
    }

    private static Envelope verdict(TestCore core, String protocol) {
        var device = TestCore.yaml(
                "{name: a, serviceName: device-test, adminState: UNLOCKED, operatingState: UP, protocols: {" + protocol
                        + ": {}}}",
                Device.class);
        var request = Envelope.request(AddDeviceRequest.of(device), Map.of());
        var topics = Topics.standard();
        return core.bus()
                .request(
                        topics.validateDevice("device-test"),
                        request,
                        topics.response("device-test", request.requestId()),
                        Duration.ofSeconds(5));
    }
}
