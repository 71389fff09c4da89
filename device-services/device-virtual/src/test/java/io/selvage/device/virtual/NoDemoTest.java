package io.selvage.device.virtual;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.device.sdk.test.DeviceServiceExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The service without the demo. */
class NoDemoTest {

    @RegisterExtension
    final DeviceServiceExtension service = DeviceServiceExtension.of(VirtualApplication.class)
            .with("Device.ProfilesDir", "")
            .with("Device.DevicesDir", "");

    @Test
    void bringsNoDevicesWhereNoFolderIsNamed() {
        assertThat(service.profileNames()).isEmpty();
        assertThat(service.deviceNames()).isEmpty();
    }
}
