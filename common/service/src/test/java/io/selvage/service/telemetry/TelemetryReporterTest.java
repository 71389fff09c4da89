package io.selvage.service.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.metric.Metric;
import io.selvage.contracts.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is reported on the bus, and when. */
@Timeout(20)
class TelemetryReporterTest {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final Metrics metrics = new Metrics();
    private final BlockingQueue<Message> reports = new LinkedBlockingQueue<>();
    private volatile TelemetryInfo config = new TelemetryInfo("0s", Map.of(), Map.of());
    private final TelemetryReporter reporter =
            new TelemetryReporter("pump", metrics, bus, Topics.standard(), () -> config);

    @AfterEach
    void stop() {
        reporter.stop();
        bus.close();
    }

    private void listen() {
        bus.subscribe(TopicFilter.of("edgex/telemetry/#"), MessageHandler.of(reports::add));
        reporter.start();
    }

    private void configure(String interval, Map<String, Boolean> wanted, Map<String, String> tags) {
        config = new TelemetryInfo(interval, wanted, tags);
        reporter.changed();
    }

    private String next() throws InterruptedException {
        var message = reports.poll(SOON.toSeconds(), TimeUnit.SECONDS);
        assertThat(message).isNotNull();
        return message.topic()
                + " "
                + EdgeJson.mapper().writeValueAsString(message.envelope().payloadAs(Metric.class));
    }

    /** Takes reports until one contains the text; those that came before are let go, however many have gathered. */
    private void awaitReport(String text) throws InterruptedException {
        for (var report = next(); !report.contains(text); ) {
            report = next();
        }
    }

    @Test
    void aCounterHasEdgexForm() throws InterruptedException {
        metrics.counter("EventsSent").add(42);
        listen();
        configure("10ms", Map.of("EventsSent", true), Map.of("site", "north"));

        assertThat(next())
                .matches("edgex/telemetry/pump/EventsSent \\{\"apiVersion\":\"v3\",\"name\":\"EventsSent\","
                        + "\"fields\":\\[\\{\"name\":\"counter-count\",\"value\":42}],"
                        + "\"tags\":\\[\\{\"name\":\"service\",\"value\":\"pump\"},\\{\"name\":\"site\",\"value\":\"north\"}],"
                        + "\"timestamp\":\\d{19}}");
    }

    @Test
    void gaugesShowWhatIsNow() throws InterruptedException {
        var depth = new AtomicInteger(3);
        metrics.gauge("Depth", Map.of(), depth::get);
        metrics.gaugeFloat64("Load", Map.of(), () -> 0.5);
        listen();
        configure("10ms", Map.of("Depth", true, "Load", true), Map.of());

        assertThat(next()).contains("\"fields\":[{\"name\":\"gauge-value\",\"value\":3}]");
        assertThat(next()).contains("\"fields\":[{\"name\":\"gaugeFloat64-value\",\"value\":0.5}]");
        depth.set(4);
        awaitReport("\"value\":4}]");
    }

    @Test
    void distributionsAreFiveNumbersAndACount() throws InterruptedException {
        var sizes = metrics.histogram("Sizes", Map.of());
        for (var size : new long[] {2, 4, 4, 4, 5, 5, 7, 9}) {
            sizes.add(size);
        }
        metrics.timer("Times", Map.of());
        listen();
        configure("10ms", Map.of("Sizes", true, "Times", true), Map.of());

        assertThat(next())
                .contains("[{\"name\":\"histogram-count\",\"value\":8},{\"name\":\"histogram-min\",\"value\":2},"
                        + "{\"name\":\"histogram-max\",\"value\":9},{\"name\":\"histogram-mean\",\"value\":5},"
                        + "{\"name\":\"histogram-stddev\",\"value\":2},{\"name\":\"histogram-variance\",\"value\":4}]");
        assertThat(next()).contains("{\"name\":\"timer-count\",\"value\":0},{\"name\":\"timer-min\",\"value\":0}");
    }

    @Test
    void aKeyStandsForAllNamesThatBeginWithIt() throws InterruptedException {
        metrics.gauge("LastConnected-a/b", Map.of("device", "a/b"), () -> 7);
        metrics.counter("LastSeen").add(1);
        listen();
        configure("10ms", Map.of("lastconnected", true, "LastSeen", false), Map.of());

        for (var i = 0; i < 3; i++) {
            assertThat(next())
                    .startsWith("edgex/telemetry/pump/LastConnected {")
                    .contains("\"name\":\"LastConnected\"", "{\"name\":\"device\",\"value\":\"a/b\"}");
        }
    }

    @Test
    void theLongestKeyDecides() {
        var info = new TelemetryInfo("1s", Map.of("Events", true, "EventsSent", false, "", true), Map.of());

        assertThat(info.reportedName("EventsSent")).isEmpty();
        assertThat(info.reportedName("EventsWaiting")).contains("Events");
        assertThat(info.reportedName("ReadingsSent")).isEmpty();
    }

    @Test
    void nothingIsReportedUnlessItIsWanted() throws InterruptedException {
        metrics.counter("EventsSent").add(1);
        listen();
        configure("1ms", Map.of("EventsSent", false), Map.of());
        assertThat(reports.poll(100, TimeUnit.MILLISECONDS)).isNull();

        configure("0s", Map.of("EventsSent", true), Map.of());
        assertThat(reports.poll(100, TimeUnit.MILLISECONDS)).isNull();

        configure("1ms", Map.of("EventsSent", true), Map.of());
        assertThat(next()).contains("\"value\":1}");
    }

    @Test
    void anIntervalAndWhatIsWantedAreOfOneConfiguration() throws InterruptedException {
        metrics.counter("EventsSent").add(1);
        var before = new TelemetryInfo("1ms", Map.of("EventsSent", false), Map.of());
        var after = new TelemetryInfo("0s", Map.of("EventsSent", true), Map.of());
        var looks = new AtomicInteger();
        bus.subscribe(TopicFilter.of("edgex/telemetry/#"), MessageHandler.of(reports::add));
        var changing = new TelemetryReporter(
                "pump", metrics, bus, Topics.standard(), () -> looks.getAndIncrement() == 0 ? before : after);
        changing.start();

        await().until(() -> looks.get() >= 2);
        assertThat(reports.poll(100, TimeUnit.MILLISECONDS)).isNull();
        changing.stop();
    }

    @Test
    void aChangeOfSomethingElseDoesNotPutReportsOff() throws InterruptedException {
        metrics.counter("EventsSent").add(1);
        listen();
        configure("200ms", Map.of("EventsSent", true), Map.of());

        await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> {
            reporter.changed();
            return !reports.isEmpty();
        });
    }

    @Test
    void anIntervalThatIsNoneLeavesWhatWas() throws InterruptedException {
        metrics.counter("EventsSent").add(1);
        listen();
        configure("10ms", Map.of("EventsSent", true), Map.of());
        assertThat(next()).isNotEmpty();

        configure("soon", Map.of("EventsSent", true), Map.of("late", "yes"));

        awaitReport("\"late\"");
    }

    @Test
    void aBusThatTakesNothingHoldsOneReport() {
        var taken = new AtomicInteger();
        var held = new CompletableFuture<@Nullable Void>();
        metrics.counter("A").add(1);
        metrics.counter("B").add(1);
        bus.subscribe(TopicFilter.of("edgex/telemetry/#"), _ -> {
            taken.incrementAndGet();
            return held;
        });
        reporter.start();
        configure("1ms", Map.of("A", true, "B", true), Map.of());

        await().until(() -> taken.get() == 1);
        await().during(Duration.ofMillis(100)).until(() -> taken.get() == 1);
        held.complete(null);
        await().until(() -> taken.get() > 2);
    }

    @Test
    void whatNobodyListensToIsNotMade() {
        var asked = new AtomicInteger();
        metrics.gauge("Depth", Map.of(), asked::incrementAndGet);
        metrics.counter("EventsSent").add(1);
        bus.subscribe(TopicFilter.of("edgex/telemetry/pump/EventsSent"), MessageHandler.of(reports::add));
        reporter.start();
        configure("1ms", Map.of("Depth", true, "EventsSent", true), Map.of());

        await().until(() -> reports.size() > 3);
        assertThat(asked).hasValue(0);
    }
}
