package io.selvage.device.sdk.publish;

import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.ReadingValue;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Publishes events in the order given. An event leaves the buffer when the bus has acknowledged it; what the bus fails to
 * take is sent again, in order and under the same id, until it does. While the bus is away the buffer fills, and whoever
 * makes more events waits.
 */
public final class EventPublisher implements SmartLifecycle {

    /** Below the web server's phases: it starts before any request can come and stops after the last one. */
    public static final int PHASE = DEFAULT_PHASE - 8192;

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int WINDOW = 256;
    private static final int BINARY_BYTES_A_SEAT = 64 * 1024;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);
    private static final Duration DRAIN = Duration.ofMillis(2500);

    private record Waiting(String topic, Envelope envelope, int seats) {}

    private record Sent(Waiting event, CompletableFuture<@Nullable Void> acknowledged) {

        boolean isDone() {
            return acknowledged.isDone();
        }

        /** Why it must be sent again; null where it is acknowledged, or will never be taken. */
        @Nullable
        EdgeException fault() {
            var failure = failure();
            return failure != null && failure.kind().statusCode() >= 500 ? failure : null;
        }

        @Nullable
        EdgeException failure() {
            return acknowledged.isCompletedExceptionally()
                    ? EdgeException.of(acknowledged.exceptionNow(), ErrorKind.COMMUNICATION_ERROR)
                    : null;
        }
    }

    private final BusLink link;
    private final long maxEventBytes;
    private final int capacity;
    private final Semaphore seats;
    private final Queue<Waiting> buffer = new ConcurrentLinkedQueue<>();
    private final Deque<Sent> inFlight = new ArrayDeque<>();
    private final Semaphore news = new Semaphore(0);
    private final Semaphore pauses = new Semaphore(0);
    private volatile @Nullable Thread worker;
    private volatile boolean stopping;

    /**
     * @param capacity how many events may be unacknowledged; large binaries count as several
     * @param maxEventKb most KB of an encoded event; a larger one is dropped; 0 for no limit
     */
    public EventPublisher(BusLink link, int capacity, long maxEventKb) {
        this.link = link;
        this.maxEventBytes = maxEventKb * 1024;
        this.capacity = Math.max(1, capacity);
        this.seats = new Semaphore(this.capacity, true);
    }

    /** Hands over the event, waiting for room as long as it takes. */
    public void publish(Event event, String correlationId) throws InterruptedException {
        var waiting = waiting(event, correlationId);
        if (isTooLarge(waiting)) {
            return;
        }
        seats.acquire(waiting.seats);
        add(waiting);
    }

    /** Hands over the event; SERVICE_UNAVAILABLE where there is no room within the time. */
    public void publish(Event event, String correlationId, Duration patience) {
        var waiting = waiting(event, correlationId);
        if (isTooLarge(waiting)) {
            return;
        }
        try {
            if (!seats.tryAcquire(waiting.seats, patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new EdgeException(
                        ErrorKind.SERVICE_UNAVAILABLE,
                        "the event is not published: the message bus is away and " + buffer.size() + " events wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted before an event was published", e);
        }
        add(waiting);
    }

    private void add(Waiting waiting) {
        buffer.add(waiting);
        news.release();
    }

    /** Whether the event is to be dropped, which is told here. */
    private boolean isTooLarge(Waiting waiting) {
        if (maxEventBytes <= 0 || EnvelopeCodec.V4.encode(waiting.envelope).length <= maxEventBytes) {
            return false;
        }
        LOG.error("an event on {} is dropped: it is larger than MaxEventSize", waiting.topic);
        return true;
    }

    private Waiting waiting(Event event, String correlationId) {
        var envelope = Envelope.of(
                correlationId.isEmpty() ? UUID.randomUUID().toString() : correlationId,
                AddEventRequest.of(event),
                event.hasBinary() ? Envelope.CBOR : Envelope.JSON);
        var topic =
                link.topics().deviceEvent(link.service(), event.profileName(), event.deviceName(), event.sourceName());
        return new Waiting(topic, envelope, seatsOf(event));
    }

    private int seatsOf(Event event) {
        var bytes = event.readings().stream()
                .mapToLong(reading -> reading.value() instanceof ReadingValue.Binary binary ? binary.bytes().length : 0)
                .sum();
        return (int) Math.min(capacity, 1 + bytes / BINARY_BYTES_A_SEAT);
    }

    @Override
    public void start() {
        worker = Thread.ofVirtual().name(link.service() + " publisher").start(this::work);
    }

    private void work() {
        try {
            while (!stopping || !buffer.isEmpty() || !inFlight.isEmpty()) {
                news.acquire();
                news.drainPermits();
                fill();
                settle();
            }
        } catch (InterruptedException e) {
            LOG.error("{} events are lost: the message bus did not take them before the end", unacknowledged());
        }
    }

    private int unacknowledged() {
        return buffer.size() + inFlight.size();
    }

    private void fill() {
        while (inFlight.size() < WINDOW) {
            var next = buffer.poll();
            if (next == null) {
                return;
            }
            inFlight.add(sent(next));
        }
    }

    private Sent sent(Waiting event) {
        CompletableFuture<@Nullable Void> acknowledged;
        try {
            acknowledged = link.bus().send(event.topic, event.envelope);
        } catch (EdgeException e) {
            acknowledged = CompletableFuture.failedFuture(e);
        } catch (RuntimeException e) {
            LOG.error("an event on {} cannot be sent", event.topic, e);
            acknowledged = CompletableFuture.failedFuture(Required.invalid(e.toString())); // nor ever be
        }
        var _ = acknowledged.whenComplete((_, _) -> news.release());
        return new Sent(event, acknowledged);
    }

    /** Forgets what is acknowledged, from the oldest on, and sees to the first that failed. */
    private void settle() throws InterruptedException {
        for (var oldest = inFlight.peek(); oldest != null && oldest.isDone(); oldest = inFlight.peek()) {
            if (oldest.fault() == null) {
                forget(inFlight.remove());
            } else {
                repair();
            }
        }
    }

    private void forget(Sent sent) {
        var refusal = sent.failure();
        if (refusal != null) {
            LOG.error("an event on {} is dropped, it was refused: {}", sent.event.topic, refusal.text());
        }
        seats.release(sent.event.seats);
        news.release();
    }

    /** Sends what failed again when nothing else is on its way: so the order stays. */
    private void repair() throws InterruptedException {
        var pause = FIRST_PAUSE;
        for (var fault = awaitFault(); fault != null; fault = awaitFault()) {
            LOG.warn(
                    "{} events are not acknowledged, {} wait; next attempt in {} ms: {}",
                    inFlight.size(),
                    buffer.size(),
                    pause.toMillis(),
                    fault.text());
            var _ = pauses.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            var again = inFlight.stream().map(Sent::event).toList();
            inFlight.clear();
            again.forEach(event -> inFlight.add(sent(event)));
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    /** Waits until nothing is on its way, keeps only what failed, and gives the first failure. */
    private @Nullable EdgeException awaitFault() throws InterruptedException {
        while (!inFlight.stream().allMatch(Sent::isDone)) {
            news.acquire();
        }
        inFlight.removeIf(sent -> {
            var settled = sent.fault() == null;
            if (settled) {
                forget(sent);
            }
            return settled;
        });
        var first = inFlight.peek();
        return first == null ? null : first.fault();
    }

    /** Waits a while for what is not acknowledged yet. */
    @Override
    public void stop() {
        var thread = worker;
        stopping = true;
        news.release();
        try {
            if (thread != null && !thread.join(DRAIN)) {
                thread.interrupt();
                thread.join(DRAIN);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        worker = null;
    }

    @Override
    public boolean isRunning() {
        return worker != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }
}
