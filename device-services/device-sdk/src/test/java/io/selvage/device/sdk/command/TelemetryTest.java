package io.selvage.device.sdk.command;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.metric.Metric;
import io.selvage.contracts.metric.Metric.Tag;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.Secrets;
import io.selvage.device.sdk.Value;
import io.selvage.service.telemetry.Metrics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a device service reports of its work, and the secrets that a driver is given. */
class TelemetryTest extends PumpTest {

    private final Map<String, Metric> newest = new ConcurrentHashMap<>();

    @Override
    @BeforeAll
    void start() {
        core.bus().subscribe(TopicFilter.of("edgex/telemetry/device-test/+"), MessageHandler.of(message -> {
            var metric = message.envelope().payloadAs(Metric.class);
            newest.put(metric.name(), metric);
        }));
        super.start();
    }

    @Override
    String[] settings() {
        return new String[] {
            "--Writable.Telemetry.Interval=10ms",
            "--Writable.Telemetry.Metrics.EventsSent=true",
            "--Writable.Telemetry.Metrics.ReadingsSent=true",
            "--Writable.Telemetry.Metrics.EventsWaiting=true",
            "--Writable.Telemetry.Metrics.LastConnected=true",
            "--Writable.InsecureSecrets.Pumps.SecretName=pumps",
            "--Writable.InsecureSecrets.Pumps.SecretData.username=me"
        };
    }

    private long value(String metric) {
        var report = newest.get(metric);
        return report == null ? -1 : report.fields().getFirst().value().longValue();
    }

    @Test
    void eventsAndReadingsAreCountedWhenTheBusHasThem() throws Exception {
        await().until(() -> value("EventsSent") >= 0 && value("ReadingsSent") >= 0);
        var events = value("EventsSent");
        var readings = value("ReadingsSent");

        read("Everything?ds-pushevent=true");

        await().untilAsserted(() -> assertThat(List.of(value("EventsSent"), value("ReadingsSent")))
                .containsExactly(events + 1, readings + 2));
        await().until(() -> value("EventsWaiting") == 0);
    }

    @Test
    void aDeviceWasLastConnectedWhenItAnsweredOrSentSomething() throws Exception {
        var sent = service.bean(Metrics.class).counter("EventsSent");
        var sentBefore = sent.count();
        await().until(() -> value("LastConnected") >= 0);
        assertThat(requireNonNull(newest.get("LastConnected")).tags()).contains(new Tag("device", "pump"));
        var before = value("LastConnected");

        read("Speed");
        await().until(() -> value("LastConnected") > before);
        assertThat(Duration.ofNanos(value("LastConnected"))
                        .minusSeconds(Instant.now().getEpochSecond()))
                .isLessThan(Duration.ofSeconds(5));
        var afterRead = value("LastConnected");
        service.put("/device/name/pump/Speed", "{\"Speed\": 10}");
        await().until(() -> value("LastConnected") > afterRead);
        var afterWrite = value("LastConnected");
        driver.push(PushedReadings.of("pump", "Flow", new Value.Float64(1)));
        await().until(() -> value("LastConnected") > afterWrite);
        await().until(() ->
                value("EventsSent") == sentBefore + 2); // or another test would not know what it begins with
    }

    @Test
    void aDriverMayAskForSecrets() {
        var secrets = service.bean(Secrets.class);

        assertThat(secrets.get("pumps")).isEqualTo(Map.of("username", "me"));
        assertThatExceptionOfType(EdgeException.class)
                .isThrownBy(() -> secrets.get("none"))
                .withMessageContaining("'none'");
    }
}
