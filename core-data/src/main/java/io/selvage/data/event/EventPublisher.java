package io.selvage.data.event;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.topic.Topics;
import io.selvage.service.CorrelationId;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Passes events that came by REST on to the bus. They are stored already: a bus that is away fails no request. */
@Component
final class EventPublisher {

    private static final Logger LOG = LoggerFactory.getLogger(EventPublisher.class);

    private final MessageBus bus;
    private final Topics topics;
    private final AtomicBoolean failing = new AtomicBoolean();

    EventPublisher(MessageBus bus, Topics topics) {
        this.bus = bus;
        this.topics = topics;
    }

    /** Publishes the event as of that service. */
    void publish(String service, AddEventRequest request, String contentType) {
        var event = request.event();
        var topic = topics.coreEvent(service, event.profileName(), event.deviceName(), event.sourceName());
        if (!bus.hasSubscriber(topic)) {
            return;
        }
        try {
            var _ = bus.send(topic, Envelope.of(CorrelationId.current(), request, contentType))
                    .whenComplete((_, failure) -> note(failure));
        } catch (EdgeException e) {
            note(e);
        }
    }

    private void note(@Nullable Throwable failure) {
        if (failure == null) {
            failing.set(false);
        } else if (failing.compareAndSet(false, true)) {
            LOG.warn("events that come by REST are stored, but not published while this lasts: {}", failure.toString());
        }
    }
}
