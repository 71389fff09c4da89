package io.selvage.data;

import static io.selvage.data.archive.TestEvents.event;
import static io.selvage.data.archive.TestEvents.level;
import static io.selvage.data.archive.TestEvents.reading;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.metric.Metric;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.value.ValueType;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What core-data reports of its work. */
class TelemetryTest {

    private final Map<String, Long> newest = new ConcurrentHashMap<>();

    private RunningData started(Path directory, String... settings) {
        var all = new String[settings.length + 3];
        all[0] = "--Database.Path=" + directory.resolve("data.db");
        all[1] = "--Writable.Telemetry.Interval=10ms";
        all[2] = "--Clients.core-metadata.Port=1";
        System.arraycopy(settings, 0, all, 3, settings.length);
        var data = new RunningData(all);
        data.bus().subscribe(TopicFilter.of("edgex/telemetry/core-data/+"), MessageHandler.of(message -> {
            var metric = message.envelope().payloadAs(Metric.class);
            newest.put(metric.name(), metric.fields().getFirst().value().longValue());
        }));
        return data;
    }

    private static void publish(RunningData data, Event event) {
        data.bus()
                .publish(
                        "edgex/events/device/svc/tank/d1/" + event.sourceName(),
                        Envelope.of("", AddEventRequest.of(event), Envelope.JSON));
    }

    @Test
    void whatIsNewOnDiskIsCountedOnce(@TempDir Path directory) {
        try (var data = started(
                directory,
                "--Writable.Telemetry.Metrics.EventsPersisted=true",
                "--Writable.Telemetry.Metrics.ReadingsPersisted=true")) {
            var first = reading("d1", "level", ValueType.INT32, 1, "1");
            var second = reading("d1", "flow", ValueType.INT32, 1, "2");
            var both = event("d1", "both", 1, first, second);
            publish(data, both);
            publish(data, both);
            publish(data, level("d1", 2, 2));

            await().untilAsserted(
                            () -> assertThat(newest).isEqualTo(Map.of("EventsPersisted", 2L, "ReadingsPersisted", 3L)));
        }
    }

    @Test
    void whatTheBudgetDeletesIsCountedAndTold(@TempDir Path directory) {
        var told = new AtomicLong();
        try (var data = started(
                directory, "--Writable.Telemetry.Metrics.EventsDeletedByMaxDisk=true", "--Retention.MaxDisk=1MB")) {
            data.bus()
                    .subscribe(
                            TopicFilter.of("edgex/system-events/core-data/event/delete/core-data"),
                            MessageHandler.of(message -> told.addAndGet(EdgeJson.mapper()
                                    .valueToTree(message.envelope()
                                            .payloadAs(SystemEvent.class)
                                            .details())
                                    .path("events")
                                    .asLong())));
            var text = "x".repeat(100_000);
            for (var i = 1; i <= 20; i++) {
                publish(data, event("d1", "level", i, reading("d1", "level", ValueType.STRING, i, text)));
            }

            await().until(() -> newest.getOrDefault("EventsDeletedByMaxDisk", 0L) > 0);
            await().untilAsserted(() -> assertThat(newest).containsEntry("EventsDeletedByMaxDisk", told.get()));
        }
    }
}
