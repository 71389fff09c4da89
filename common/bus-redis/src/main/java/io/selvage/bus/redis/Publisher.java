package io.selvage.bus.redis;

import io.lettuce.core.api.StatefulRedisConnection;
import io.selvage.bus.Envelope;
import io.selvage.bus.Window;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published: kept until Redis has answered, and sent again in its order over each new connection. That Redis has
 * it does not say that anybody was there to get it.
 */
final class Publisher {

    private static final Logger LOG = LoggerFactory.getLogger(Publisher.class);
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final RedisOptions options;
    private final Executor completer;
    private final Window window;
    private final Dial<StatefulRedisConnection<String, byte[]>> dial;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Pending> unanswered = new LinkedHashSet<>();
    private @Nullable StatefulRedisConnection<String, byte[]> connection;
    private boolean started;
    private boolean closed;

    /** Messages are reported as sent by the executor, so that what the sender does then cannot hold up the connections. */
    Publisher(RedisOptions options, Executor completer) {
        this.options = options;
        this.completer = completer;
        this.window = new Window(options.window());
        this.dial = new Dial<>(options + " out", options.connectTimeout().plusSeconds(1));
    }

    /** Completes with the number of those who got it. */
    CompletableFuture<Long> send(String topic, Envelope envelope, RedisLink link) {
        var pending = new Pending(Channels.channel(checked(topic)), encoded(topic, envelope));
        start(link);
        try {
            if (!window.enter(pending.message.length)) {
                return CompletableFuture.failedFuture(closed());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while publishing to " + topic, e);
        }
        lock.lock();
        try {
            if (closed) {
                return CompletableFuture.failedFuture(closed());
            }
            unanswered.add(pending);
            if (connection != null) {
                publish(connection, pending);
            }
        } finally {
            lock.unlock();
        }
        return pending.done;
    }

    /** Publishes once if Redis is there in time; nothing of it is sent after that. */
    CompletableFuture<Long> sendOnce(String topic, Envelope envelope, RedisLink link, Duration patience)
            throws InterruptedException {
        var message = encoded(topic, envelope);
        start(link);
        var there = dial.await(patience);
        if (there == null || !there.isOpen()) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, options + " is away: nothing is asked on " + topic);
        }
        return there.async().publish(Channels.channel(checked(topic)), message).toCompletableFuture();
    }

    private byte[] encoded(String topic, Envelope envelope) {
        return options.codec().encode(envelope.receivedOn(topic)); // the channel alone does not tell the levels
    }

    static String checked(String topic) {
        Required.text(topic, "topic");
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0) {
            throw Required.invalid("a topic must not hold '+' or '#' (Service.EnableNameFieldEscape helps): " + topic);
        }
        return topic;
    }

    private void start(RedisLink link) {
        lock.lock();
        try {
            if (started || closed) {
                return;
            }
            started = true;
        } finally {
            lock.unlock();
        }
        dial.start(link::connect, this::up);
    }

    private void up(StatefulRedisConnection<String, byte[]> connected) {
        lock.lock();
        try {
            connection = connected;
            unanswered.forEach(pending -> publish(connected, pending));
        } finally {
            lock.unlock();
        }
    }

    private void publish(StatefulRedisConnection<String, byte[]> over, Pending pending) {
        var _ = over.async()
                .publish(pending.channel, pending.message)
                .whenComplete((receivers, failure) -> answered(pending, receivers, failure));
    }

    private void answered(Pending pending, @Nullable Long receivers, @Nullable Throwable failure) {
        lock.lock();
        try {
            if (!unanswered.remove(pending)) {
                return;
            }
        } finally {
            lock.unlock();
        }
        window.leave(pending.message.length);
        completer.execute(() -> {
            if (failure == null) {
                pending.done.complete(receivers == null ? 0L : receivers);
            } else {
                pending.done.completeExceptionally(new EdgeException(
                        ErrorKind.COMMUNICATION_ERROR,
                        "Redis did not take a message: " + Dial.reason(failure),
                        failure));
            }
        });
    }

    private static EdgeException closed() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed");
    }

    /** Waits a little for what is under way, then fails what is left of it. */
    void close() throws InterruptedException {
        dial.close();
        var open = dial.now();
        if (open != null && open.isOpen() && !window.awaitEmpty(FLUSH)) {
            LOG.warn("{} stops before Redis has answered all messages", options);
        }
        window.close();
        List<Pending> left;
        lock.lock();
        try {
            closed = true;
            left = new ArrayList<>(unanswered);
            unanswered.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(pending -> pending.done.completeExceptionally(closed()));
        if (open != null) {
            var _ = open.closeAsync();
        }
    }

    /** One message that Redis has not answered. */
    private static final class Pending {

        private final String channel;
        private final byte[] message;
        private final CompletableFuture<Long> done = new CompletableFuture<>();

        private Pending(String channel, byte[] message) {
            this.channel = channel;
            this.message = message;
        }
    }
}
