package io.selvage.bus.mqtt;

import io.selvage.bus.Envelope;
import io.selvage.bus.Window;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published: kept until the broker has acknowledged it, and sent again in its order over each new connection.
 * It has a connection apart from the subscriptions', because a client that waits for a slow subscriber reads no
 * acknowledgements.
 */
final class Outbound implements Connection.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final int LONGEST_TOPIC = 65_535;
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final MqttOptions options;
    private final Executor completer;
    private final Connection connection;
    private final Window window;
    private final Replies replies;
    private final ReentrantLock lock = new ReentrantLock();
    private final Set<Pending> unacknowledged = new LinkedHashSet<>();
    private @Nullable MqttAsyncClient client;
    private boolean closed;

    /** Messages are reported as sent by the executor, so that what the sender does then cannot hold up the client. */
    Outbound(MqttOptions options, Executor completer) {
        this.options = options;
        this.completer = completer;
        this.connection = new Connection(new Dialer(options, options.clientId() + "-out", false), this);
        this.window = new Window(options.window());
        this.replies = new Replies(options, connection);
    }

    CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
        var pending = new Pending(checked(topic), options.codec().encode(envelope));
        connection.start();
        try {
            if (!window.enter(pending.bytes.length)) {
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
            unacknowledged.add(pending);
            publish(pending);
        } finally {
            lock.unlock();
        }
        return pending.done;
    }

    private void publish(Pending pending) {
        var over = client;
        if (over == null) {
            return;
        }
        try {
            pending.publish(over);
        } catch (MqttException e) {
            LOG.debug("a message on {} stays for the next connection: {}", pending.topic, Dialer.reason(e));
            connection.abandon(over, e);
        }
    }

    /** Sends a request once and waits for its reply; nothing of it remains after the time-out. */
    Envelope request(String topic, Envelope request, String replyTopic, Duration timeout) {
        connection.start();
        return replies.ask(checked(topic), request, checked(replyTopic), timeout);
    }

    private static String checked(String topic) {
        Required.text(topic, "topic");
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.indexOf('\0') >= 0) {
            throw Required.invalid(
                    "a topic must not hold '+', '#' or NUL (Service.EnableNameFieldEscape helps): " + topic);
        }
        if (topic.getBytes(StandardCharsets.UTF_8).length > LONGEST_TOPIC) {
            throw Required.invalid("a topic must not be longer than " + LONGEST_TOPIC + " bytes");
        }
        return topic;
    }

    private static EdgeException closed() {
        return new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the bus is closed");
    }

    @Override
    public void up(MqttAsyncClient connected) throws MqttException {
        replies.up(connected);
        lock.lock();
        try {
            client = connected;
            if (!unacknowledged.isEmpty()) {
                LOG.debug(
                        "{} has {} messages to send that are not acknowledged",
                        options.clientId(),
                        unacknowledged.size());
                for (var pending : unacknowledged) {
                    pending.publish(connected);
                }
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void down(MqttAsyncClient disconnected) {
        lock.lock();
        try {
            client = null;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void arrived(MqttAsyncClient from, String topic, MqttMessage message) {
        replies.arrived(topic, message.getPayload());
    }

    /** Waits a little for what is under way, then fails what is left of it. */
    void close() throws InterruptedException {
        if (connection.client() != null && !window.awaitEmpty(FLUSH)) {
            LOG.warn("{} stops before the broker has acknowledged all messages", options.clientId());
        }
        window.close();
        connection.close();
        List<Pending> left;
        lock.lock();
        try {
            closed = true;
            left = new ArrayList<>(unacknowledged);
            unacknowledged.clear();
        } finally {
            lock.unlock();
        }
        left.forEach(pending -> pending.done.completeExceptionally(closed()));
    }

    /** One message that the broker has not acknowledged. */
    private final class Pending implements IMqttActionListener {

        private final String topic;
        private final byte[] bytes;
        private final CompletableFuture<@Nullable Void> done = new CompletableFuture<>();

        private Pending(String topic, byte[] bytes) {
            this.topic = topic;
            this.bytes = bytes;
        }

        /** Hands the message to the client, which does not wait for anything. */
        private void publish(MqttAsyncClient over) throws MqttException {
            var message = new MqttMessage(bytes);
            message.setQos(options.qos());
            message.setRetained(options.retained());
            over.publish(topic, message, null, this);
        }

        @Override
        public void onSuccess(IMqttToken token) {
            lock.lock();
            try {
                if (!unacknowledged.remove(this)) {
                    return;
                }
            } finally {
                lock.unlock();
            }
            window.leave(bytes.length);
            completer.execute(() -> done.complete(null));
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            LOG.debug("a message on {} stays for the next connection: {}", topic, Dialer.reason(failure));
        }
    }
}
