package io.selvage.service.telemetry;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.metric.Metric;
import io.selvage.contracts.metric.Metric.Tag;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.value.GoDuration;
import io.selvage.service.telemetry.Metrics.Registered;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes the wanted metrics on {@code edgex/telemetry/SERVICE/METRIC} each {@code Writable.Telemetry.Interval}, one
 * after the other: while the bus does not take one, the next are not made, and reports that come due meanwhile are left out.
 */
public final class TelemetryReporter implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(TelemetryReporter.class);

    private final String service;
    private final Metrics metrics;
    private final MessageBus bus;
    private final Topics topics;
    private final Supplier<TelemetryInfo> config;
    private final Clock clock = Clock.systemUTC();
    private final Semaphore changes = new Semaphore(0);
    private Duration interval = Duration.ZERO;
    private String unreadable = "";
    private volatile @Nullable Thread thread;

    /** Reports of the service of that key, as its configuration says each time. */
    public TelemetryReporter(
            String service, Metrics metrics, MessageBus bus, Topics topics, Supplier<TelemetryInfo> config) {
        this.service = service;
        this.metrics = metrics;
        this.bus = bus;
        this.topics = topics;
        this.config = config;
    }

    /** The configuration may have changed: a new interval counts from the last report. */
    public void changed() {
        changes.release();
    }

    @Override
    public void start() {
        thread = Thread.ofVirtual().name(service + " telemetry").start(this::run);
    }

    private void run() {
        try {
            var last = System.nanoTime();
            while (true) {
                var wanted = config.get();
                readInterval(wanted.interval());
                if (!isChangedBefore(last)) {
                    report(wanted);
                    last = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("{} reports no more metrics", service);
        }
    }

    /** Waits until the next report is due, or the configuration has changed. */
    private boolean isChangedBefore(long last) throws InterruptedException {
        if (!interval.isPositive()) {
            changes.acquire();
        } else {
            var left = interval.toNanos() - (System.nanoTime() - last);
            if (!changes.tryAcquire(left, TimeUnit.NANOSECONDS)) {
                return false;
            }
        }
        changes.drainPermits();
        return true;
    }

    private void readInterval(String text) {
        try {
            interval = text.isBlank() ? Duration.ZERO : GoDuration.parse(text);
        } catch (EdgeException e) {
            if (!text.equals(unreadable)) {
                LOG.error("Writable.Telemetry.Interval stays {}: {}", interval, e.text());
            }
            unreadable = text;
        }
    }

    private void report(TelemetryInfo wanted) throws InterruptedException {
        try {
            for (var entry : metrics.all().entrySet()) {
                var name = wanted.reportedName(entry.getKey());
                if (name.isPresent()) {
                    publish(name.get(), entry.getValue(), wanted.tags());
                }
            }
        } catch (ExecutionException | EdgeException e) {
            LOG.warn(
                    "{} could not report all metrics: {}",
                    service,
                    EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR).text());
        } catch (RuntimeException e) {
            LOG.error("{} could not report all metrics", service, e);
        }
    }

    private void publish(String name, Registered metric, Map<String, String> shared)
            throws InterruptedException, ExecutionException {
        var topic = topics.telemetry(service, name);
        if (!bus.hasSubscriber(topic)) {
            return;
        }
        var tags = new ArrayList<Tag>();
        tags.add(new Tag("service", service));
        shared.forEach((key, value) -> tags.add(new Tag(key, value)));
        metric.tags().forEach((key, value) -> tags.add(new Tag(key, value)));
        var now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        var report = Metric.of(name, metric.meter().fields(), tags, now);
        bus.send(topic, Envelope.of(UUID.randomUUID().toString(), report, Envelope.JSON))
                .get();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        if (running != null) {
            running.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
