package io.selvage.device.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.device.TestDeviceApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Sections of the configuration that are the driver's own. */
class CustomConfigTest {

    record Radio(
            @DefaultValue("868") int band, @DefaultValue("") String password) {}

    record Tuning(@DefaultValue("1") int power) {}

    @Test
    void areReadAndShownApart() throws Exception {
        try (var core = TestCore.started()) {
            var service =
                    core.start(TestDeviceApplication.class, "--Radio.Password=secret", "--Radio.Writable.Power=3");
            assertThat(service.get("/config").body()).doesNotContain("CustomConfiguration");
            var config = service.bean(CustomConfig.class);

            assertThat(config.section("Radio", Radio.class)).isEqualTo(new Radio(868, "secret"));
            assertThat(config.writable("Radio", Tuning.class).get()).isEqualTo(new Tuning(3));
            assertThat(service.get("/config").body())
                    .contains("\"CustomConfiguration\":{\"Radio\":{\"Band\":868")
                    .doesNotContain("secret");
        }
    }
}
