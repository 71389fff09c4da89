package io.selvage.box.broker;

import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.ReferenceCountUtil;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands before the broker on one connection and shows it a PUBLISH only when the JVM inside is done with the message,
 * so that the broker's own acknowledgement tells of both. All but the hand-over runs on the connection's event loop.
 */
final class PublishGate extends ChannelInboundHandlerAdapter {

    /** Messages held for one connection at which its socket is no longer read; the same for bytes below. */
    static final int MOST_MESSAGES = 128;

    private static final int MOST_BYTES = 4 << 20;
    private static final CompletableFuture<?> DONE = CompletableFuture.completedFuture(null);
    private static final Logger LOG = LoggerFactory.getLogger(PublishGate.class);

    private record Held(MqttMessage message, CompletableFuture<?> done, int bytes) {}

    private final Inlet inlet;
    private final Consumer<Throwable> onBroken;
    private final ExecutorService handOver = Executors.newSingleThreadExecutor(
            Thread.ofVirtual().name("mqtt inlet").factory());
    private final Queue<Held> held = new ArrayDeque<>();
    private final AtomicBoolean drainIsDue = new AtomicBoolean();
    private long heldBytes;
    private boolean refused;

    /** @param onBroken is told why a packet could not be read: the broker ends the connection for it */
    PublishGate(Inlet inlet, Consumer<Throwable> onBroken) {
        this.inlet = inlet;
        this.onBroken = onBroken;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        var message = (MqttMessage) read;
        if (refused) {
            ReferenceCountUtil.release(message);
        } else if (message.decoderResult().isFailure()) {
            onBroken.accept(message.decoderResult().cause());
            context.fireChannelRead(message);
        } else if (message instanceof MqttPublishMessage publish) {
            pass(context, new Held(publish, handOver(publish), publish.payload().readableBytes()));
        } else if (message.fixedHeader().messageType() == MqttMessageType.DISCONNECT) {
            pass(context, new Held(message, DONE, 0));
        } else {
            context.fireChannelRead(message);
        }
    }

    /** Gives the message to the inlet, after those before it; what has QoS 0 is done with that. */
    private CompletableFuture<?> handOver(MqttPublishMessage publish) {
        var topic = publish.variableHeader().topicName();
        if (!inlet.wants(topic)) {
            return DONE;
        }
        var payload = ByteBufUtil.getBytes(publish.payload());
        return publish.fixedHeader().qosLevel() == MqttQoS.AT_MOST_ONCE
                ? CompletableFuture.runAsync(() -> handOverOnly(topic, payload), handOver)
                : CompletableFuture.completedFuture(payload)
                        .thenComposeAsync(bytes -> inlet.take(topic, bytes), handOver);
    }

    private void handOverOnly(String topic, byte[] payload) {
        var _ = inlet.take(topic, payload);
    }

    private void pass(ChannelHandlerContext context, Held next) {
        if (held.isEmpty() && next.done.state() == Future.State.SUCCESS) {
            context.fireChannelRead(next.message);
            return;
        }
        held.add(next);
        heldBytes += next.bytes;
        if (held.size() >= MOST_MESSAGES || heldBytes >= MOST_BYTES) {
            context.channel().config().setAutoRead(false);
        }
        var _ = next.done.whenComplete((_, _) -> drainSoon(context));
    }

    private void drainSoon(ChannelHandlerContext context) {
        if (drainIsDue.compareAndSet(false, true) && !context.executor().isShuttingDown()) {
            context.executor().execute(() -> drain(context));
        }
    }

    private void drain(ChannelHandlerContext context) {
        drainIsDue.set(false);
        for (var next = held.peek(); next != null && next.done.isDone(); next = held.peek()) {
            if (next.done.isCompletedExceptionally()) {
                refuse(context, next.done.exceptionNow());
                return;
            }
            held.remove();
            heldBytes -= next.bytes;
            context.fireChannelRead(next.message);
        }
        if (held.size() <= MOST_MESSAGES / 2 && heldBytes <= MOST_BYTES / 2) {
            context.channel().config().setAutoRead(true);
        }
    }

    /** Ends the connection: MQTT 3.1.1 has no other way to tell a publisher to send a message again. */
    private void refuse(ChannelHandlerContext context, Throwable reason) {
        LOG.warn("a message of {} was not taken ({}): closing its connection", context.channel(), reason.toString());
        refused = true;
        handOver.shutdownNow();
        held.forEach(one -> ReferenceCountUtil.release(one.message));
        held.clear();
        var _ = context.close();
    }

    /** The broker gets what is still held: nobody is there to be told of it, but the others want to hear it. */
    @Override
    public void channelInactive(ChannelHandlerContext context) {
        handOver.shutdown();
        for (var next = held.poll(); next != null; next = held.poll()) {
            context.fireChannelRead(next.message);
        }
        context.fireChannelInactive();
    }
}
