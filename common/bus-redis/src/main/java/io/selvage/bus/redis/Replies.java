package io.selvage.bus.redis;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for their replies. The neighbours of a reply ({@code response/SERVICE/+}) are subscribed once and for
 * all, so that a request costs no connection of its own; whose reply nobody awaits is dropped.
 */
final class Replies {

    private final BiFunction<TopicFilter, MessageHandler, Subscription> subscriber;
    private final Map<String, CompletableFuture<Envelope>> awaited = new ConcurrentHashMap<>();
    private final Map<String, Subscription> subscribed = new ConcurrentHashMap<>();

    Replies(BiFunction<TopicFilter, MessageHandler, Subscription> subscriber) {
        this.subscriber = subscriber;
    }

    /** How a request is published within the time. */
    @FunctionalInterface
    interface Sender {
        CompletableFuture<Long> send(Duration patience) throws InterruptedException;
    }

    Envelope ask(Sender sender, String replyTopic, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var reply = new CompletableFuture<Envelope>();
        if (awaited.putIfAbsent(Channels.channel(replyTopic), reply) != null) {
            throw new EdgeException(ErrorKind.STATUS_CONFLICT, "a request already waits for " + replyTopic);
        }
        @Nullable CompletableFuture<Long> sent = null;
        try {
            subscribed.computeIfAbsent(neighbours(replyTopic), this::subscribe);
            sent = sender.send(left(deadline));
            return reply.get(left(deadline).toNanos(), TimeUnit.NANOSECONDS).receivedOn(replyTopic);
        } catch (TimeoutException e) {
            throw unavailable("no reply on " + replyTopic + " within " + timeout.toMillis() + " ms", e);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for " + replyTopic, e);
        } finally {
            awaited.remove(Channels.channel(replyTopic));
            if (sent != null) {
                sent.cancel(false); // or it would be sent when Redis is back
            }
        }
    }

    private static String neighbours(String replyTopic) {
        return replyTopic.substring(0, replyTopic.lastIndexOf('/') + 1) + "#";
    }

    private Subscription subscribe(String filter) {
        return subscriber.apply(TopicFilter.of(filter), MessageHandler.of(message -> {
            var waiting = awaited.get(Channels.channel(message.topic()));
            if (waiting != null) {
                waiting.complete(message.envelope());
            }
        }));
    }

    private static Duration left(long deadline) {
        return Duration.ofNanos(Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime()));
    }

    private static EdgeException unavailable(String message, Throwable cause) {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, message, cause);
    }
}
