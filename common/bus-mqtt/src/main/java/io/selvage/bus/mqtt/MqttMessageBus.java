package io.selvage.bus.mqtt;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The message bus over an MQTT 3.1.1 broker, which may come later and go for a while: what is sent meanwhile waits, up
 * to the window, and subscriptions are made again. A message may come twice (QoS 1).
 *
 * <p>It has two connections, {@code CLIENT-ID} for its subscriptions and {@code CLIENT-ID-out} for all else, each made
 * when it is first needed. Acknowledgements go to the broker in the order of the messages.
 */
public final class MqttMessageBus implements MessageBus {

    private final Inbound inbound;
    private final Outbound outbound;

    private MqttMessageBus(MqttOptions options) {
        this.inbound = new Inbound(options);
        this.outbound = new Outbound(options, Thread::startVirtualThread);
    }

    /** A bus that connects as soon as it is used and the broker is there. */
    public static MqttMessageBus connect(MqttOptions options) {
        return new MqttMessageBus(options);
    }

    @Override
    public CompletableFuture<@Nullable Void> send(String topic, Envelope envelope) {
        return outbound.send(topic, envelope);
    }

    @Override
    public Subscription subscribe(TopicFilter filter, MessageHandler handler) {
        return inbound.subscribe(filter, handler);
    }

    @Override
    public Envelope request(String topic, Envelope request, String replyTopic, Duration timeout) {
        return outbound.request(topic, request, replyTopic, timeout);
    }

    /** Finishes what is under way within about four seconds; the broker keeps the rest. */
    @Override
    public void close() {
        try {
            inbound.close();
            outbound.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
