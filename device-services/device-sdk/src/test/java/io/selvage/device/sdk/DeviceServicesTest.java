package io.selvage.device.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** EdgeX's options of device services. */
class DeviceServicesTest {

    private static String[] spelledOut(String... args) {
        return DeviceServices.spelledOut("device-test", null, args);
    }

    @Test
    void anInstanceHasItsNameInItsKey() {
        assertThat(spelledOut("-i=1")).containsExactly("--spring.application.name=device-test_1");
        assertThat(spelledOut("--instance", "east", "-r"))
                .containsExactly("-r", "--spring.application.name=device-test_east");
        assertThat(DeviceServices.spelledOut("device-test", "west", "-i=1"))
                .containsExactly("--spring.application.name=device-test_west");
        assertThat(spelledOut("-i")).isEmpty();
    }

    @Test
    void whatIsToBeOverwrittenIsAProperty() {
        assertThat(spelledOut("-op", "-od=false", "--Service.Port=0"))
                .containsExactly("--overwriteProfiles=true", "--overwriteDevices=false", "--Service.Port=0");
        assertThat(spelledOut("--overwriteProfiles", "--overwriteDevices"))
                .containsExactly("--overwriteProfiles=true", "--overwriteDevices=true");
    }
}
