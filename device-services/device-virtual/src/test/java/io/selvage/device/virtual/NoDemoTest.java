package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.device.sdk.inventory.Readiness;
import io.selvage.device.sdk.testing.TestCore;
import org.junit.jupiter.api.Test;

/** The service without the demo. */
class NoDemoTest {

    @Test
    void bringsNoDevicesWhereNoFolderIsNamed() {
        try (var core = TestCore.started()) {
            var service = core.start(VirtualApplication.class, "--Device.ProfilesDir=", "--Device.DevicesDir=");
            await().until(() -> service.bean(Readiness.class).isReady());

            assertThat(core.metadata().calls()).containsExactly("POST deviceservice device-virtual");
        }
    }
}
