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

    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final int window;
    private volatile boolean closed;

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

    private CompletableFuture<@Nullable Void> deliver(Message message, @Nullable Subscriber except) {
        if (closed) {
            return CompletableFuture.failedFuture(
                    new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed: " + message.topic()));
        }
        @Nullable CompletableFuture<@Nullable Void> all = null;
        for (var subscriber : subscribers) {
            if (subscriber != except && subscriber.wanted.test(message.topic())) {
                var one = offer(subscriber, message);
                all = all == null ? one : CompletableFuture.allOf(all, one);
            }
        }
        return all == null ? CompletableFuture.completedFuture(null) : all;
    }

    private static CompletableFuture<@Nullable Void> offer(Subscriber subscriber, Message message) {
        try {
            return subscriber.queue.offer(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "interrupted while publishing to " + message.topic(), e);
        }
    }

    @Override
    public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
        var subscriber = add(filter.text(), filter::matches, handler);
        return () -> remove(subscriber);
    }

    /**
     * Joins this bus to another: the handler gets what is published here on a wanted topic, except what the link itself
     * has brought in.
     *
     * @param wanted asked once for each message, so it must be cheap; it may change its mind
     */
    public BusLink link(String name, Predicate<String> wanted, MessageHandler handler) {
        return new Link(add(name, wanted, handler));
    }

    private Subscriber add(String name, Predicate<String> wanted, MessageHandler handler) {
        MessageHandler careful = message -> message.envelope().isUnreadable() && !handler.takesUnreadable()
                ? CompletableFuture.completedStage(null)
                : handler.handle(message);
        var subscriber = new Subscriber(wanted, new SubscriberQueue<>(name, careful::handle, window));
        subscribers.add(subscriber);
        return subscriber;
    }

    private void remove(Subscriber subscriber) {
        subscribers.remove(subscriber);
        subscriber.queue.close();
    }

    @Override
    public boolean hasSubscriber(String topic) {
        return hasSubscriber(topic, null);
    }

    private boolean hasSubscriber(String topic, @Nullable Subscriber except) {
        for (var subscriber : subscribers) {
            if (subscriber != except && subscriber.wanted.test(topic)) {
                return true;
            }
        }
        return false;
    }

    /** Waits until every subscriber has finished what was published so far; false after the time-out. */
    public boolean drain(Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        try {
            for (var subscriber : subscribers) {
                if (!subscriber.queue.awaitIdle(deadline)) {
                    return false;
                }
            }
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        closed = true;
        subscribers.forEach(this::remove);
    }

    private final class Link implements BusLink {

        private final Subscriber outlet;

        private Link(Subscriber outlet) {
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

    private static final class Subscriber {

        private final Predicate<String> wanted;
        private final SubscriberQueue<Message> queue;

        private Subscriber(Predicate<String> wanted, SubscriberQueue<Message> queue) {
            this.wanted = wanted;
            this.queue = queue;
        }
    }
}
