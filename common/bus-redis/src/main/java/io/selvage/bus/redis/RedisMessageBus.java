package io.selvage.bus.redis;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The message bus over Redis pub/sub, which may come later and go for a while: what is sent meanwhile waits, up to the
 * window, and subscriptions are made again. Redis delivers only to who listens at that moment: what is published while a
 * subscriber is away, or far behind, is lost for it.
 */
public final class RedisMessageBus implements MessageBus {

    private static final Logger LOG = LoggerFactory.getLogger(RedisMessageBus.class);
    private static final Duration FINISH = Duration.ofSeconds(2);

    private final RedisOptions options;
    private final RedisLink link;
    private final Publisher publisher;
    private final Replies replies = new Replies(this::subscribe);
    private final Set<RedisSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private RedisMessageBus(RedisOptions options) {
        this.options = options;
        this.link = new RedisLink(options);
        this.publisher = new Publisher(options, Thread::startVirtualThread);
    }

    /** A bus that connects as soon as it is used and Redis is there. */
    public static RedisMessageBus connect(RedisOptions options) {
        return new RedisMessageBus(options);
    }

    @Override
    public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
        return publisher.send(topic, envelope, link).thenApply(_ -> null);
    }

    @Override
    public CompletableFuture<@Nullable Void> sendToSomeone(String topic, Envelope envelope) {
        return publisher.send(topic, envelope, link).thenApply(receivers -> {
            if (receivers == 0) {
                throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "nobody takes messages on " + topic);
            }
            return null;
        });
    }

    @Override
    public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
        if (closed) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed");
        }
        var subscription = new RedisSubscription(filter, handler, options, subscriptions::remove);
        subscriptions.add(subscription);
        try {
            subscription.start(link);
        } catch (InterruptedException e) {
            subscription.close();
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while subscribing to " + filter, e);
        }
        return subscription;
    }

    @Override
    public Envelope request(String topic, Envelope request, String replyTopic, Duration timeout) {
        return replies.ask(patience -> publisher.sendOnce(topic, request, link, patience), replyTopic, timeout);
    }

    /** Finishes what is under way within about four seconds. */
    @Override
    public void close() {
        closed = true;
        var open = List.copyOf(subscriptions);
        open.forEach(RedisSubscription::suspend);
        var deadline = System.nanoTime() + FINISH.toNanos();
        try {
            for (var subscription : open) {
                if (!subscription.awaitIdle(deadline)) {
                    LOG.warn("{} stops before all of {} is finished", options, subscription);
                }
            }
            publisher.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            link.close();
        }
    }
}
