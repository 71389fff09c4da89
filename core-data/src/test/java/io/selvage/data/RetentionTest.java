package io.selvage.data;

import static io.selvage.data.archive.TestEvents.level;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.systemevent.SystemEvent;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the service does by itself about old events and deleted devices. */
class RetentionTest {

    private static void publish(RunningData data, String device) {
        data.bus()
                .publish(
                        "edgex/events/device/svc/tank/" + device + "/level",
                        Envelope.of("", AddEventRequest.of(level(device, 1, 1)), Envelope.JSON));
    }

    private static void deleteInMetadata(RunningData data, String device) {
        var event = SystemEvent.ofMetadata("device", "delete", "svc", Map.of("name", device), 1);
        data.bus()
                .publish(
                        "edgex/system-events/core-metadata/device/delete/svc/tank",
                        Envelope.of("", event, Envelope.JSON));
    }

    private static int count(RunningData data) {
        return data.get("/event/count").body().path("count").asInt();
    }

    @Test
    void theEventsOfADeletedDeviceGoWhereEventPurgeIsTrue(@TempDir Path directory) {
        try (var data = new RunningData("--Database.Path=" + directory.resolve("a.db"), "--Writable.EventPurge=true")) {
            publish(data, "d1");
            publish(data, "d2");
            deleteInMetadata(data, "d1");

            await().untilAsserted(() -> assertThat(count(data)).isEqualTo(1));
        }
    }

    @Test
    void theyStayByDefaultAndSoDoOldOnesWhileMetadataIsAway(@TempDir Path directory) {
        try (var data = new RunningData(
                "--Database.Path=" + directory.resolve("a.db"),
                "--Clients.core-metadata.Port=1",
                "--Retention.Interval=10ms",
                "--Retention.DefaultMinCap=0")) {
            publish(data, "d1");
            deleteInMetadata(data, "d1");
            publish(data, "d2");

            assertThat(count(data)).isEqualTo(2);
        }
    }

    @Test
    void aBoundThatIsNoneIsToldAtTheStart(@TempDir Path directory) {
        assertThatExceptionOfType(RuntimeException.class)
                .isThrownBy(() ->
                        new RunningData("--Database.Path=" + directory.resolve("a.db"), "--Retention.MaxDisk=much"))
                .withStackTraceContaining("Retention.MaxDisk must be bytes");
    }
}
