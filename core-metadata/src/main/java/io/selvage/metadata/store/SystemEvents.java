package io.selvage.metadata.store;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Tells the bus of changes, one after the other, on a thread of its own. Where so many wait that no more have room, new
 * changes are refused.
 */
@Component
class SystemEvents implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(SystemEvents.class);
    private static final int CAPACITY = 1024;
    private static final long PATIENCE_MS = 2_000;
    private static final long POLL_MS = 100;

    private final MessageBus bus;
    private final Semaphore room = new Semaphore(CAPACITY);
    private final BlockingQueue<Change> queue = new ArrayBlockingQueue<>(CAPACITY);
    private volatile boolean running;
    private @Nullable Thread thread;

    SystemEvents(MessageBus bus) {
        this.bus = bus;
    }

    /** Makes sure that there is room for one more change. Each must be given back, or its change added. */
    void reserve() {
        try {
            if (room.tryAcquire(PATIENCE_MS, TimeUnit.MILLISECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while waiting for the bus", e);
        }
        throw new EdgeException(
                ErrorKind.SERVICE_UNAVAILABLE, "the bus takes no system events and " + CAPACITY + " wait for it");
    }

    void release() {
        room.release();
    }

    /** Queues the change, for which room was reserved. */
    void add(Change change) {
        queue.add(change);
    }

    @Override
    public void start() {
        running = true;
        thread = Thread.ofVirtual().name("system-events").start(this::tellAll);
    }

    private void tellAll() {
        try {
            while (running || !queue.isEmpty()) {
                var change = queue.poll(POLL_MS, TimeUnit.MILLISECONDS);
                if (change != null) {
                    tell(change);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            LOG.warn("{} changes were not told to the bus before the end", queue.size());
        }
    }

    private void tell(Change change) {
        try {
            if (change.outcome().join()) {
                change.messages().forEach(this::send);
            }
        } finally {
            room.release();
        }
    }

    private void send(Change.Message message) {
        try {
            var _ = bus.send(message.topic(), message.envelope()).whenComplete((_, failure) -> {
                if (failure != null) {
                    LOG.warn("system event on {} was not acknowledged: {}", message.topic(), failure.toString());
                }
            });
        } catch (EdgeException e) {
            LOG.warn("system event on {} was not sent: {}", message.topic(), e.text());
        } catch (RuntimeException e) {
            LOG.error("system event on {} was not sent", message.topic(), e); // those after it still are
        }
    }

    @Override
    public void stop() {
        running = false;
        var telling = thread;
        if (telling == null) {
            return;
        }
        try {
            if (!telling.join(Duration.ofMillis(PATIENCE_MS))) {
                telling.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Before the port opens, after it has closed. */
    @Override
    public int getPhase() {
        return 0;
    }
}
