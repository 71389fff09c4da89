package io.selvage.data.event;

import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.topic.Topics;
import io.selvage.data.DataConfig;
import io.selvage.data.deadletter.DeadLetters;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes the events that device services publish. A message is acknowledged when its event is on disk, so what the
 * database cannot take stays with the broker; what can never be stored becomes a dead letter and is acknowledged. Where
 * processes share the load, {@link Sharing} hands the messages over.
 */
@Component
final class EventIntake implements SmartLifecycle, MessageHandler {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

    private final MessageBus bus;
    private final TopicFilter filter;
    private final boolean shared;
    private final LongAdder stored = new LongAdder();
    private final InOrder inOrder;
    private final DeadLetters deadLetters;
    private volatile @Nullable Subscription subscription;

    EventIntake(MessageBus bus, Topics topics, DataConfig config, Events events, DeadLetters deadLetters) {
        this.bus = bus;
        this.filter = TopicFilter.of(topics.allDeviceEvents());
        this.shared = !config.sharing().session().isBlank();
        this.inOrder = new InOrder(events);
        this.deadLetters = deadLetters;
    }

    @Override
    public void start() {
        subscription = shared ? () -> {} : bus.subscribe(filter, this);
    }

    /** What device services publish. */
    TopicFilter filter() {
        return filter;
    }

    /** How many events of the bus were stored by this process. */
    long stored() {
        return stored.sum();
    }

    @Override
    public boolean takesUnreadable() {
        return true;
    }

    @Override
    public CompletionStage<?> handle(Message message) {
        Event event;
        try {
            var request = message.envelope().payloadAs(AddEventRequest.class);
            event = Required.value(request.event(), "AddEventRequest.Event").whole();
            new AddEventRequest(request.apiVersion(), request.requestId(), event).validate();
            EventNames.ofTopic(message.topic()).check(event);
        } catch (EdgeException e) {
            return putAside(message, e.text());
        } catch (RuntimeException e) { // it would fail again and again
            LOG.error("no event can be made of a message on {}", message.topic(), e);
            return putAside(message, e.toString());
        }
        return inOrder.add(event).thenRun(stored::increment).exceptionallyCompose(failure -> {
            var reason = EdgeException.of(failure, ErrorKind.DATABASE_ERROR);
            if (reason.kind() == ErrorKind.SERVICE_UNAVAILABLE) {
                throw new CompletionException(reason);
            }
            return putAside(message, "event " + event.id() + ": " + reason.text());
        });
    }

    private CompletionStage<@Nullable Void> putAside(Message message, String reason) {
        LOG.warn("no event stored of a message on {}: {}", message.topic(), reason);
        return deadLetters.add(message.topic(), reason, message.envelope().bytes());
    }

    @Override
    public void stop() {
        var running = subscription;
        subscription = null;
        if (running != null) {
            running.suspend();
        }
        inOrder.stop();
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
