package io.selvage.data.event;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.selvage.bus.Message;
import io.selvage.bus.MessageBus;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.topic.Topics;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Takes the events that device services publish. A message is acknowledged when its event is on disk, so what the
 * database cannot take stays with the broker; what can never be stored is told once and acknowledged.
 */
@Component
final class EventIntake implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(EventIntake.class);

    /** How often an event is tried that fails while the database is there: its transaction may only have been unlucky. */
    private static final int TRIES = 4;

    private static final long PAUSE_MS = 1_000;

    private final MessageBus bus;
    private final Topics topics;
    private final Events events;
    private final Executor later =
            CompletableFuture.delayedExecutor(PAUSE_MS, MILLISECONDS, Thread::startVirtualThread);
    private final AtomicBoolean away = new AtomicBoolean();
    private volatile @Nullable Subscription subscription;

    EventIntake(MessageBus bus, Topics topics, Events events) {
        this.bus = bus;
        this.topics = topics;
        this.events = events;
    }

    @Override
    public void start() {
        subscription = bus.subscribe(TopicFilter.of(topics.allDeviceEvents()), this::take);
    }

    private CompletionStage<?> take(Message message) {
        Event event;
        try {
            var request = message.envelope().payloadAs(AddEventRequest.class);
            event = Required.value(request.event(), "AddEventRequest.Event").whole();
            new AddEventRequest(request.apiVersion(), request.requestId(), event).validate();
            EventNames.ofTopic(message.topic()).check(event);
        } catch (EdgeException e) {
            LOG.warn("no event stored of a message on {}: {}", message.topic(), e.text());
            return CompletableFuture.completedStage(null);
        } catch (RuntimeException e) {
            LOG.error("no event stored of a message on {}", message.topic(), e); // it would fail again and again
            return CompletableFuture.completedStage(null);
        }
        var done = new CompletableFuture<@Nullable Void>();
        store(event, 1, done);
        return done;
    }

    private void store(Event event, int attempt, CompletableFuture<@Nullable Void> done) {
        var _ = added(event).whenComplete((_, failure) -> {
            if (failure == null) {
                succeeded(done);
            } else {
                failed(event, attempt, EdgeException.of(failure, ErrorKind.DATABASE_ERROR), done);
            }
        });
    }

    private CompletableFuture<@Nullable Void> added(Event event) {
        try {
            return events.add(event);
        } catch (EdgeException e) {
            return CompletableFuture.failedFuture(e);
        }
    }

    private void succeeded(CompletableFuture<@Nullable Void> done) {
        if (away.get() && away.compareAndSet(true, false)) {
            LOG.info("events are stored again");
        }
        done.complete(null);
    }

    private void failed(Event event, int attempt, EdgeException reason, CompletableFuture<@Nullable Void> done) {
        if (!isRunning()) {
            done.completeExceptionally(reason);
        } else if (reason.kind() == ErrorKind.SERVICE_UNAVAILABLE) {
            if (away.compareAndSet(false, true)) {
                LOG.warn("events wait with the broker until the database is back: {}", reason.text());
            }
            later.execute(() -> store(event, attempt, done));
        } else if (attempt < TRIES) {
            later.execute(() -> store(event, attempt + 1, done));
        } else {
            LOG.error("event {} of {} cannot be stored and is given up", event.id(), event.deviceName(), reason);
            done.complete(null);
        }
    }

    @Override
    public void stop() {
        var running = subscription;
        subscription = null;
        if (running != null) {
            running.suspend();
        }
    }

    @Override
    public boolean isRunning() {
        return subscription != null;
    }
}
