package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The bus inside one JVM: a message goes to each subscriber as the very object, through a bounded queue of its own. A
 * full queue blocks the publisher.
 */
public final class InMemoryMessageBus implements MessageBus {

    /** Messages that wait for one subscriber, and as many again that it has taken and not finished. */
    public static final int WINDOW = 1024;

    private final List<InMemorySubscription> subscriptions = new CopyOnWriteArrayList<>();
    private final int window;

    public InMemoryMessageBus() {
        this(WINDOW);
    }

    /** A bus whose subscribers each have a queue of the given size. */
    public InMemoryMessageBus(int window) {
        this.window = window;
    }

    @Override
    public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
        return deliver(new Message(topic, envelope.receivedOn(topic)), null);
    }

    private CompletableFuture<@Nullable Void> deliver(Message message, @Nullable InMemorySubscription except) {
        @Nullable CompletableFuture<@Nullable Void> all = null;
        for (var subscription : subscriptions) {
            if (subscription != except && subscription.wants(message.topic())) {
                var one = offer(subscription, message);
                all = all == null ? one : CompletableFuture.allOf(all, one);
            }
        }
        return all == null ? CompletableFuture.completedFuture(null) : all;
    }

    private static CompletableFuture<@Nullable Void> offer(InMemorySubscription subscription, Message message) {
        try {
            return subscription.offer(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "interrupted while publishing to " + message.topic(), e);
        }
    }

    @Override
    public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
        var subscription = add(new InMemorySubscription(filter.text(), filter::matches, handler, window));
        return () -> remove(subscription);
    }

    /**
     * Joins this bus to another: the handler gets what is published here on a wanted topic, except what the link itself
     * has brought in.
     *
     * @param wanted asked once for each message, so it must be cheap; it may change its mind
     */
    public BusLink link(String name, Predicate<String> wanted, MessageHandler handler) {
        return new Link(add(new InMemorySubscription(name, wanted, handler, window)));
    }

    private InMemorySubscription add(InMemorySubscription subscription) {
        subscriptions.add(subscription);
        return subscription;
    }

    private void remove(InMemorySubscription subscription) {
        subscriptions.remove(subscription);
        subscription.close();
    }

    @Override
    public boolean hasSubscriber(String topic) {
        return hasSubscriber(topic, null);
    }

    private boolean hasSubscriber(String topic, @Nullable InMemorySubscription except) {
        for (var subscription : subscriptions) {
            if (subscription != except && subscription.wants(topic)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until every subscriber has finished what was published so far; false after the time-out. */
    public boolean drain(Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        for (var subscription : subscriptions) {
            if (!subscription.awaitIdle(deadline)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public void close() {
        subscriptions.forEach(InMemorySubscription::close);
        subscriptions.clear();
    }

    private final class Link implements BusLink {

        private final InMemorySubscription outlet;

        private Link(InMemorySubscription outlet) {
            this.outlet = outlet;
        }

        @Override
        public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
            return deliver(new Message(topic, envelope.receivedOn(topic)), outlet);
        }

        @Override
        public boolean hasSubscriber(String topic) {
            return InMemoryMessageBus.this.hasSubscriber(topic, outlet);
        }

        @Override
        public void close() {
            remove(outlet);
        }
    }
}
