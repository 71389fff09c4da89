package io.selvage.device.sdk.publish;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.Window;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.service.telemetry.Metrics;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes events in the order given. An event is forgotten when the bus has acknowledged it; what the bus fails to take
 * is sent again, in order and under the same id, until it does. What is not acknowledged in time goes to a spool on disk,
 * and so do all later events until the spool is empty again. Where neither the bus nor the disk takes events, a bounded
 * number waits in memory, and then whoever makes more.
 */
public final class EventPublisher implements SmartLifecycle {

    /** Below the web server's phases: it starts before any request can come and stops after the last one. */
    public static final int PHASE = DEFAULT_PHASE - 8192;

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final long BINARY_BYTES_A_SEAT = 64 * 1024;
    private static final int MOST_IN_FLIGHT = 256;
    private static final Duration DRAIN = Duration.ofMillis(2500);

    /** At the end the bus has only so long before events go to disk, however long it has otherwise. */
    private static final Duration LAST_CHANCE = Duration.ofSeconds(1);

    /**
     * What bounds the publisher.
     *
     * @param capacity how many events may be neither acknowledged nor on disk; large binaries count as several
     * @param maxEventKb most KB of an encoded event; a larger one is dropped; 0 for no limit
     */
    public record Limits(int capacity, long maxEventKb, SpoolLimits spool) {}

    private final BusLink link;
    private final Limits limits;
    private final int capacity;
    private final Semaphore seats;
    private final Sendings sendings;
    private final Line line = new Line(MOST_IN_FLIGHT);
    private final Spooler spooler;
    private final Refused refused;
    private final List<Thread> workers = new ArrayList<>();
    private volatile boolean running;

    /**
     * A publisher that tells of its work as {@code EventsSent}, {@code ReadingsSent}, {@code EventsRefused}, {@code
     * EventsWaiting} and {@code EventsSpooled}.
     */
    public EventPublisher(BusLink link, Limits limits, Metrics metrics) {
        this.link = link;
        this.limits = limits;
        this.capacity = Math.max(1, limits.capacity());
        this.seats = new Semaphore(capacity, true);
        this.spooler = new Spooler(line, limits.spool());
        this.refused = new Refused(limits.spool(), Clock.systemUTC());
        this.sendings = new Sendings(metrics);
        metrics.gauge("EventsSpooled", Map.of(), () -> spool().events());
        metrics.gauge("EventsWaiting", Map.of(), () -> line.unsafe().size() + spool().events());
    }

    /**
     * Hands over the event, waiting for room as long as it takes.
     *
     * @return completes when the event is acknowledged by the bus or on disk; fails with {@link EdgeException} where the
     *     bus refuses it for good, or it is larger than allowed
     */
    public CompletableFuture<@Nullable Void> publish(Event event, String correlationId) throws InterruptedException {
        var outgoing = outgoing(event, correlationId);
        if (isTooLarge(outgoing)) {
            return tooLarge(outgoing);
        }
        seats.acquire(outgoing.seats);
        return added(outgoing);
    }

    /** As {@link #publish(Event, String)}; SERVICE_UNAVAILABLE where there is no room within the time. */
    public CompletableFuture<@Nullable Void> publish(Event event, String correlationId, Duration patience) {
        var outgoing = outgoing(event, correlationId);
        if (isTooLarge(outgoing)) {
            return tooLarge(outgoing);
        }
        try {
            if (!seats.tryAcquire(outgoing.seats, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EdgeException(
                        ErrorKind.SERVICE_UNAVAILABLE,
                        "the event is not published: the message bus is away, and there is no room for more events"
                                + (spool().full() ? " (the spool is full: Device.Spool.MaxMB)" : ""));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before an event was published", e);
        }
        return added(outgoing);
    }

    private CompletableFuture<@Nullable Void> added(Outgoing event) {
        var safe = event.safe.whenComplete((_, _) -> seats.release(event.seats));
        line.add(event);
        return safe;
    }

    private boolean isTooLarge(Outgoing event) {
        var most = limits.maxEventKb() * 1024;
        return most > 0 && EnvelopeCodec.V4.encode(event.envelope).length > most;
    }

    private static CompletableFuture<@Nullable Void> tooLarge(Outgoing event) {
        LOG.error("an event on {} is dropped: it is larger than MaxEventSize", event.topic);
        return CompletableFuture.failedFuture(new EdgeException(
                ErrorKind.LIMIT_EXCEEDED, "an event on " + event.topic + " is larger than MaxEventSize"));
    }

    private Outgoing outgoing(Event event, String correlationId) {
        var envelope = Envelope.of(
                correlationId.isEmpty() ? UUID.randomUUID().toString() : correlationId,
                AddEventRequest.of(event),
                event.hasBinary() ? Envelope.CBOR : Envelope.JSON);
        var topic =
                link.topics().deviceEvent(link.service(), event.profileName(), event.deviceName(), event.sourceName());
        return new Outgoing(topic, envelope, seatsOf(event));
    }

    private int seatsOf(Event event) {
        var bytes = event.readings().stream()
                .mapToLong(reading -> reading.value() instanceof ReadingValue.Binary binary ? binary.bytes().length : 0)
                .sum();
        var aSeat = Math.clamp(Window.mostBytes() / capacity, 1, BINARY_BYTES_A_SEAT);
        return (int) Math.min(capacity, 1 + bytes / aSeat);
    }

    /** How the spool stands. */
    public SpoolStatus spool() {
        return spooler.status();
    }

    @Override
    public void start() {
        running = true;
        spooler.recover();
        workers.add(Thread.ofVirtual().name(link.service() + " publisher").start(this::send));
        if (limits.spool().maxBytes() > 0) {
            workers.add(Thread.ofVirtual().name(link.service() + " spool").start(spooler::run));
        }
    }

    private void send() {
        try {
            while (running) {
                send(line.next());
            }
        } catch (InterruptedException e) {
            LOG.debug("no more events are sent", e);
        }
    }

    private void send(Outgoing event) {
        CompletableFuture<@Nullable Void> acknowledged;
        try {
            acknowledged = link.bus().sendToSomeone(event.topic, event.envelope);
        } catch (EdgeException e) {
            acknowledged = CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            LOG.error("an event on {} cannot be sent", event.topic, e);
            acknowledged = CompletableFuture.failedFuture(Required.invalid(e.toString())); // nor ever be
        }
        var _ = acknowledged.whenComplete((_, failure) -> answered(event, failure));
    }

    private void answered(Outgoing event, @Nullable Throwable failure) {
        try {
            if (failure != null && EdgeException.of(failure, ErrorKind.UNKNOWN).kind() == ErrorKind.LIMIT_EXCEEDED) {
                refused.setAside(event, EdgeException.of(failure, ErrorKind.UNKNOWN)); // before the spool forgets it
                sendings.countRefused();
            }
        } finally {
            line.answered(event, failure); // or nothing would be sent any more
        }
        if (failure == null) {
            sendings.count(event.envelope);
        }
    }

    /** Waits a while until all events are acknowledged or on disk. */
    @Override
    public void stop() {
        try {
            spooler.hurry(LAST_CHANCE);
            awaitSafe();
            running = false;
            spooler.end();
            if (!workers.isEmpty()) {
                workers.getFirst().interrupt();
            }
            for (var worker : workers) {
                worker.join(DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        workers.clear();
    }

    private void awaitSafe() throws InterruptedException {
        var all = line.unsafe().stream().map(event -> event.safe).toArray(CompletableFuture<?>[]::new);
        try {
            CompletableFuture.allOf(all).get(DRAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            LOG.debug("not all events were taken", e);
        } catch (TimeoutException e) {
            var lost = line.unsafe();
            LOG.error("{} events are lost: neither the message bus nor the disk took them before the end", lost.size());
            var end = new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the service has ended", e);
            lost.forEach(event -> event.safe.completeExceptionally(end));
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
