package io.selvage.data;

import static io.selvage.data.archive.TestEvents.event;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.selvage.bus.Envelope;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.value.ValueType;
import io.selvage.data.archive.TestEvents;
import io.selvage.store.FailingDisk;
import io.selvage.store.SmallDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A full or failing disk costs nothing but time. */
class FullDiskTest {

    private static final String TEXT = "x".repeat(1_000_000);

    private static Event large(long origin) {
        return event("d1", "level", origin, TestEvents.reading("d1", "level", ValueType.STRING, origin, TEXT));
    }

    private static int count(RunningData data) {
        return data.get("/event/count").body().path("count").asInt();
    }

    @Test
    void eventsWaitWithTheBusAndPostersAreToldUntilThereIsRoom(@TempDir Path directory) throws IOException {
        try (var disk = SmallDisk.mount(Files.createDirectory(directory.resolve("disk")), 16);
                var data = new RunningData("--Database.Path=" + disk.directory().resolve("data.db"))) {
            disk.fill();
            var waiting = refused(data);
            disk.free();
            assertThat(waiting).succeedsWithin(20, SECONDS);
            assertThat(count(data)).isEqualTo(1);
        }
    }

    @Test
    void eventsWaitWithTheBusAndPostersAreToldWhileTheDiskFails(@TempDir Path directory) throws IOException {
        try (var disk = FailingDisk.mount(directory);
                var data = new RunningData("--Database.Path=" + disk.directory().resolve("data.db"))) {
            disk.fail();
            var waiting = refused(data);
            disk.mend();
            assertThat(waiting).succeedsWithin(20, SECONDS);
            assertThat(count(data)).isEqualTo(1);
        }
    }

    /** An event over the bus, which waits, after one over HTTP was refused. */
    private static CompletionStage<?> refused(RunningData data) {
        var waiting = data.bus()
                .send(
                        "edgex/events/device/svc/tank/d1/level",
                        Envelope.of("", AddEventRequest.of(large(1)), Envelope.JSON));
        var refused = data.post(
                "/event/svc/tank/d1/level", EdgeJson.mapper().writeValueAsString(AddEventRequest.of(large(2))));

        assertThat(refused.status()).isEqualTo(503);
        assertThat(count(data)).isZero();
        assertThat(waiting).isNotDone();
        return waiting;
    }
}
