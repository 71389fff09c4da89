package io.selvage.bus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Publish/subscribe between services. Calls may block and are meant for virtual threads; they fail with {@link
 * EdgeException}. Every queue behind it is bounded: whoever publishes faster than the subscribers work is slowed.
 */
public interface MessageBus extends AutoCloseable {

    /**
     * Publishes and returns at once unless the window of unacknowledged messages is full, for which it waits.
     *
     * @return completes when the message is acknowledged: by the broker, or inside one JVM when every subscriber's
     *     {@link MessageHandler} has finished it; fails with {@link EdgeException} where that will not happen
     */
    CompletableFuture<@Nullable Void> send(String topic, Envelope envelope);

    /**
     * Delivers every later message whose topic matches, one after the other in the order published. The handler may
     * finish a message later than it takes it: as many as the subscription's window are in its hands at once.
     */
    Subscription subscribe(TopicFilter filter, MessageHandler handler);

    /** Whether anyone would get a message on this topic; a publisher may save the work of making one. */
    default boolean hasSubscriber(String topic) {
        return true;
    }

    /** As {@link #send}, but fails with SERVICE_UNAVAILABLE where the transport can tell that nobody got the message. */
    default CompletableFuture<@Nullable Void> sendToSomeone(String topic, Envelope envelope) {
        return hasSubscriber(topic)
                ? send(topic, envelope)
                : CompletableFuture.failedFuture(
                        new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "nobody takes messages on " + topic));
    }

    /** Publishes and waits for the acknowledgement. */
    default void publish(String topic, Envelope envelope) {
        try {
            send(topic, envelope).join();
        } catch (CompletionException e) {
            throw EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
        }
    }

    /** Publishes a request and waits for the one reply on {@code replyTopic}; SERVICE_UNAVAILABLE after the time-out. */
    default Envelope request(String topic, Envelope request, String replyTopic, Duration timeout) {
        var reply = new CompletableFuture<Envelope>();
        try (var _ = subscribe(
                TopicFilter.exactly(replyTopic), MessageHandler.of(message -> reply.complete(message.envelope())))) {
            var _ = send(topic, request).whenComplete((_, failure) -> {
                if (failure != null) {
                    reply.completeExceptionally(failure);
                }
            });
            return reply.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    "no reply on " + replyTopic + " within " + timeout.toMillis() + " ms",
                    e);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "interrupted while waiting for " + replyTopic, e);
        }
    }

    @Override
    void close();
}
