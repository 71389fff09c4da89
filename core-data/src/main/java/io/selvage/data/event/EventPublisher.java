package io.selvage.data.event;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.CorrelationId;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Passes events that came by REST on to the bus, in order. A bus that is slow slows those who post; where it takes nothing
 * for a second it counts as away, and until it takes something again events are stored and answered but not passed on.
 */
@Component
final class EventPublisher implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);
    private static final int WAITING = 256;
    private static final long PATIENCE_MS = 1_000;
    private static final long CHECK_CLOSED_MS = 100;

    private record Publication(String topic, Envelope envelope) {}

    private final MessageBus bus;
    private final Topics topics;
    private final BlockingQueue<Publication> queue = new ArrayBlockingQueue<>(WAITING);
    private final AtomicLong notPassedOn = new AtomicLong();
    private final Thread sender;
    private volatile boolean closed;

    EventPublisher(MessageBus bus, Topics topics) {
        this.bus = bus;
        this.topics = topics;
        this.sender = Thread.ofVirtual().name("events to the bus").start(this::send);
    }

    /** Passes the event on as one of that service, in the content type in which it came. */
    void publish(String service, AddEventRequest request, String contentType) {
        var event = request.event();
        var topic = topics.coreEvent(service, event.profileName(), event.deviceName(), event.sourceName());
        if (!bus.hasSubscriber(topic)) {
            return;
        }
        var publication =
                new Publication(topic, Envelope.of(CorrelationId.current(), withRequestId(request), contentType));
        if (queue.offer(publication) || (notPassedOn.get() == 0 && offeredInTime(publication))) {
            var lost = notPassedOn.getAndSet(0);
            if (lost > 0) {
                LOG.warn("events that come by REST are published again; {} were stored only", lost);
            }
        } else if (notPassedOn.getAndIncrement() == 0) {
            LOG.warn("the bus takes nothing: events that come by REST are stored, but not published meanwhile");
        }
    }

    /** EdgeX's request on the bus has the key also where it is empty. */
    private static AddEventRequest withRequestId(AddEventRequest request) {
        return request.requestId() == null ? new AddEventRequest(request.apiVersion(), "", request.event()) : request;
    }

    private boolean offeredInTime(Publication publication) {
        try {
            return queue.offer(publication, PATIENCE_MS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void send() {
        try {
            while (!closed || !queue.isEmpty()) {
                var next = queue.poll(CHECK_CLOSED_MS, TimeUnit.MILLISECONDS);
                if (next != null) {
                    send(next);
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped with {} events that were not published", queue.size());
        }
    }

    private void send(Publication next) {
        try {
            var _ = bus.send(next.topic, next.envelope).exceptionally(failure -> {
                LOG.debug("an event was not published on {}: {}", next.topic, failure.toString());
                return null;
            });
        } catch (EdgeException e) {
            LOG.warn("an event is not published on {}: {}", next.topic, e.text());
        } catch (RuntimeException e) {
            LOG.error("an event is not published on {}", next.topic, e); // those after it still are
        }
    }

    /** Gives what waits a second. */
    @Override
    public void close() {
        closed = true;
        try {
            if (!sender.join(Duration.ofMillis(PATIENCE_MS))) {
                sender.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
