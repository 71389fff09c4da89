package io.selvage.bus.mqtt;

import io.selvage.bus.Envelope;
import io.selvage.bus.Outgoing;
import io.selvage.contracts.error.Required;
import io.selvage.mqtt.MqttClients;
import io.selvage.mqtt.MqttConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is published, until the broker has acknowledged it. It has a connection apart from the subscriptions', because a
 * client that waits for a slow subscriber reads no acknowledgements.
 */
final class Outbound implements MqttConnection.Owner {

    private static final Logger LOG = LoggerFactory.getLogger(Outbound.class);
    private static final int LONGEST_TOPIC = 65_535;
    private static final Duration FLUSH = Duration.ofSeconds(2);

    private final MqttOptions options;
    private final MqttConnection connection;
    private final Outgoing<MqttAsyncClient, IMqttToken> outgoing;
    private final Replies replies;

    /** Messages are reported as sent by the executor, so that what the sender does then cannot hold up the client. */
    Outbound(MqttOptions options, Executor completer) {
        this.options = options;
        this.connection = Dialer.sending(options).connection(this);
        this.outgoing = new Outgoing<>(options.window(), completer, this::hand);
        this.replies = new Replies(options, connection);
    }

    CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
        var message = options.codec().encode(envelope);
        checked(topic);
        connection.start();
        return outgoing.send(topic, message).thenApply(_ -> null);
    }

    private void hand(MqttAsyncClient client, Outgoing<MqttAsyncClient, IMqttToken>.Sending sending) {
        var message = new MqttMessage(sending.message());
        message.setQos(options.qos());
        message.setRetained(options.retained());
        try {
            client.publish(sending.topic(), message, null, new Acknowledgement(sending));
        } catch (MqttException e) {
            LOG.debug("a message on {} stays for the next connection: {}", sending.topic(), MqttClients.reason(e));
            connection.abandon(client, e);
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

    @Override
    public void up(MqttAsyncClient connected) throws MqttException {
        replies.up(connected);
        outgoing.up(connected);
        if (!connected.isConnected()) {
            throw new MqttException(MqttException.REASON_CODE_CONNECTION_LOST); // before all was handed over
        }
    }

    @Override
    public void down(MqttAsyncClient disconnected) {
        outgoing.down();
    }

    @Override
    public void arrived(MqttAsyncClient from, String topic, MqttMessage message) {
        replies.arrived(topic, message.getPayload());
    }

    /** Waits a little for what is under way, then fails what is left of it. */
    void close() throws InterruptedException {
        if (connection.client() != null && !outgoing.awaitEmpty(FLUSH)) {
            LOG.warn("{} stops before the broker has acknowledged all messages", options.clientId());
        }
        outgoing.end();
        connection.close();
        outgoing.close();
    }

    /** What the client tells of one message. */
    private record Acknowledgement(Outgoing<MqttAsyncClient, IMqttToken>.Sending sending)
            implements IMqttActionListener {

        @Override
        public void onSuccess(IMqttToken token) {
            sending.answered(token);
        }

        @Override
        public void onFailure(IMqttToken token, Throwable failure) {
            LOG.debug(
                    "a message on {} stays for the next connection: {}", sending.topic(), MqttClients.reason(failure));
        }
    }
}
