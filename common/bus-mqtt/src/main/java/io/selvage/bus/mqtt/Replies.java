package io.selvage.bus.mqtt;

import io.selvage.bus.Envelope;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.jspecify.annotations.Nullable;

/**
 * Requests that wait for their replies. A reply's neighbours ({@code response/SERVICE/+}) are subscribed once and for
 * all, so that a request costs no subscription of its own; whose reply nobody awaits is dropped.
 */
final class Replies {

    private final MqttOptions options;
    private final MqttConnection connection;
    private final Map<String, CompletableFuture<byte[]>> awaited = new ConcurrentHashMap<>();
    private final Map<String, IMqttToken> subscribed = new ConcurrentHashMap<>();

    Replies(MqttOptions options, MqttConnection connection) {
        this.options = options;
        this.connection = connection;
    }

    Envelope ask(String topic, Envelope request, String replyTopic, Duration timeout) {
        var deadline = System.nanoTime() + timeout.toNanos();
        var reply = new CompletableFuture<byte[]>();
        if (awaited.putIfAbsent(replyTopic, reply) != null) {
            throw new EdgeException(ErrorKind.STATUS_CONFLICT, "a request already waits for " + replyTopic);
        }
        try {
            var client = connection.awaitUp(Duration.ofNanos(left(deadline)));
            if (client == null) {
                throw unavailable("no reply on " + replyTopic + ": the broker " + options.address() + " is away", null);
            }
            awaitSubscription(client, replyTopic, deadline);
            client.publish(topic, options.codec().encode(request), options.qos(), false);
            var answer = reply.get(left(deadline), TimeUnit.NANOSECONDS);
            return options.codec().decode(answer).receivedOn(replyTopic);
        } catch (TimeoutException e) {
            throw unavailable("no reply on " + replyTopic + " within " + timeout.toMillis() + " ms", e);
        } catch (MqttException e) {
            throw unavailable("no reply on " + replyTopic + ": " + MqttClients.reason(e), e);
        } catch (ExecutionException e) {
            throw EdgeException.of(e, ErrorKind.COMMUNICATION_ERROR);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unavailable("interrupted while waiting for " + replyTopic, e);
        } finally {
            awaited.remove(replyTopic);
        }
    }

    private static long left(long deadline) {
        return Math.max(TimeUnit.MILLISECONDS.toNanos(1), deadline - System.nanoTime());
    }

    private static EdgeException unavailable(String message, @Nullable Throwable cause) {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, message, cause);
    }

    private void awaitSubscription(MqttAsyncClient client, String replyTopic, long deadline) throws MqttException {
        var filter = replyTopic.substring(0, replyTopic.lastIndexOf('/') + 1) + "+";
        var token = subscribed.get(filter);
        if (token == null) {
            token = client.subscribe(filter, options.qos());
            subscribed.put(filter, token);
        }
        try {
            token.waitForCompletion(TimeUnit.NANOSECONDS.toMillis(left(deadline)));
        } catch (MqttException e) {
            subscribed.remove(filter, token);
            throw e;
        }
        if (isRefused(token)) {
            subscribed.remove(filter, token); // the next request asks again
            throw unavailable("the broker refuses " + options.clientId() + " the subscription of " + filter, null);
        }
    }

    private static boolean isRefused(IMqttToken token) {
        var granted = token.getGrantedQos();
        return granted != null && granted.length > 0 && granted[0] > 2;
    }

    void up(MqttAsyncClient client) throws MqttException {
        for (var filter : List.copyOf(subscribed.keySet())) {
            subscribed.put(filter, client.subscribe(filter, options.qos()));
        }
    }

    void arrived(String topic, byte[] message) {
        var waiting = awaited.get(topic);
        if (waiting != null) {
            waiting.complete(message);
        }
    }
}
