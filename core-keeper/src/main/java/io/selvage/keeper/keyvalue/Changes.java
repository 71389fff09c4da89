package io.selvage.keeper.keyvalue;

import io.selvage.bus.Complaints;
import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.keyvalue.KeyValue;
import io.selvage.service.CorrelationId;
import io.selvage.service.MessageBusInfo;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Tells on {@code edgex/configs/KEY} what has changed, in order and on a thread of its own: a broker that is away holds up
 * no request. What waits for it is bounded; the oldest goes first, and whoever missed it reads the keys anew.
 */
@Component
class Changes implements AutoCloseable {

    /** How many changes wait at most beside those that the bus has. */
    static final int MOST = 1_024;

    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long MOST_CHARACTERS = 16L << 20;
    private static final Duration GOODBYE = Duration.ofSeconds(1);

    private record Change(String topic, Envelope envelope, long characters) {}

    private final MessageBus bus;
    private final String topicPrefix;
    private final Complaints complaints = new Complaints(LOG);
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Change> waiting = new ArrayDeque<>();
    private final Thread teller;
    private long characters;
    private boolean closed;

    Changes(MessageBus bus, MessageBusInfo info) {
        this.bus = bus;
        this.topicPrefix = info.baseTopicPrefix();
        this.teller = Thread.ofVirtual().name("key-changes").start(this::work);
    }

    /** Does not wait. The size is that of the values in it. */
    void tell(KeyValue change, long size) {
        var envelope = Envelope.of(CorrelationId.current(), change, Envelope.JSON);
        var lost = 0;
        lock.lock();
        try {
            waiting.add(new Change(topicPrefix + "/" + change.key(), envelope, size));
            characters += size;
            while (waiting.size() > MOST || (waiting.size() > 1 && characters > MOST_CHARACTERS)) {
                characters -= waiting.remove().characters;
                lost++;
            }
            news.signal();
        } finally {
            lock.unlock();
        }
        if (lost > 0) {
            complaints.warn("the message bus is away or too slow: services are not told of the oldest changes of keys");
        }
    }

    private void work() {
        for (var next = next(); next != null; next = next()) {
            send(next);
        }
    }

    private @Nullable Change next() {
        lock.lock();
        try {
            while (waiting.isEmpty() && !closed) {
                news.awaitUninterruptibly();
            }
            var next = waiting.poll();
            characters -= next == null ? 0 : next.characters;
            return next;
        } finally {
            lock.unlock();
        }
    }

    private void send(Change change) {
        try {
            var _ = bus.send(change.topic, change.envelope).whenComplete((_, failure) -> {
                if (failure != null) {
                    complain(change, failure);
                }
            });
        } catch (RuntimeException e) {
            complain(change, e);
        }
    }

    private void complain(Change change, Throwable failure) {
        complaints.warn("nobody was told on " + change.topic + " of the change: " + failure);
    }

    /** Sends what waits, where the bus takes it within a second. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            news.signal();
        } finally {
            lock.unlock();
        }
        try {
            teller.join(GOODBYE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        teller.interrupt();
    }
}
