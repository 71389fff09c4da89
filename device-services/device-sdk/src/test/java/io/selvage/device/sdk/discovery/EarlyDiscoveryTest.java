package io.selvage.device.sdk.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.device.sdk.testing.TestCore;
import io.selvage.device.sdk.testing.finding.FindingApplication;
import io.selvage.device.sdk.testing.finding.FindingDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Searches and scans while something that the service waits for is away. */
class EarlyDiscoveryTest {

    private final TestCore core = new TestCore();

    @AfterEach
    void stop() {
        core.close();
    }

    @Test
    void filesThatAreOutOfReachHoldUpNoSearch() {
        core.startMetadata();
        var service = core.start(
                FindingApplication.class,
                "--Device.ProfilesDir=http://localhost:1/index.json",
                "--Device.Discovery.Enabled=true",
                "--Device.Discovery.Interval=1h");

        await().until(() -> !service.bean(FindingDriver.class).calls().isEmpty());
    }

    @Test
    void aScanBeforeTheServiceIsUpIsRefusedForThatReason() throws Exception {
        var service = core.start(FindingApplication.class);

        var scan = service.post("/profilescan", "{\"apiVersion\":\"v3\",\"deviceName\":\"old\"}");
        var stop = service.delete("/profilescan/device/name/old");

        assertThat(scan.statusCode()).as(scan.body()).isEqualTo(503);
        assertThat(stop.statusCode()).as(stop.body()).isEqualTo(503);
    }
}
