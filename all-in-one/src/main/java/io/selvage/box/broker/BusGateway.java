package io.selvage.box.broker;

import io.selvage.bus.BusLink;
import io.selvage.bus.Envelope;
import io.selvage.bus.EnvelopeCodec;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.Message;
import io.selvage.bus.MessageHandler;
import io.selvage.contracts.error.EdgeException;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins the bus inside the JVM to MQTT clients outside. A message is encoded only when somebody outside is subscribed
 * to its topic; one from outside is acknowledged when every subscriber inside has finished it. Open it when those
 * subscribers are there, and close it before them: without a subscriber a message counts as finished.
 */
public final class BusGateway implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BusGateway.class);

    private final EnvelopeCodec codec;
    private final BusLink link;
    private volatile @Nullable EmbeddedBroker broker;

    private BusGateway(InMemoryMessageBus bus, EnvelopeCodec codec) {
        this.codec = codec;
        this.link = bus.link("clients outside", this::wantedOutside, MessageHandler.of(this::giveOut));
    }

    /**
     * Opens an MQTT broker on the port, 0 for a free one.
     *
     * @param codec the form of envelopes that go out; those that come in may have any
     * @throws EdgeException SERVICE_UNAVAILABLE where the port cannot be opened
     */
    public static BusGateway open(InMemoryMessageBus bus, EnvelopeCodec codec, String host, int port) {
        var gateway = new BusGateway(bus, codec);
        try {
            gateway.broker = EmbeddedBroker.start(host, port, gateway.new Inside());
            return gateway;
        } catch (EdgeException e) {
            gateway.link.close();
            throw e;
        }
    }

    /** The port that is open. */
    public int port() {
        var open = broker;
        return open == null ? 0 : open.port();
    }

    /** Messages dropped because a client outside did not keep up. */
    public long shed() {
        var open = broker;
        return open == null ? 0 : open.shed();
    }

    private boolean wantedOutside(String topic) {
        var open = broker;
        return open != null && open.hasSubscriber(topic);
    }

    private void giveOut(Message message) {
        var open = broker;
        if (open == null) {
            return;
        }
        try {
            open.publish(message.topic(), codec.encode(message.envelope().receivedOn("")));
        } catch (RuntimeException e) {
            LOG.warn("a message on {} could not be given to clients outside", message.topic(), e);
        }
    }

    @Override
    public void close() {
        var open = broker;
        broker = null;
        if (open != null) {
            open.close();
        }
        link.close();
    }

    private final class Inside implements Inlet {

        @Override
        public boolean wants(String topic) {
            return link.hasSubscriber(topic);
        }

        @Override
        public CompletableFuture<@Nullable Void> take(String topic, byte[] payload) {
            Envelope envelope;
            try {
                envelope = codec.decode(payload);
            } catch (EdgeException e) {
                // To send it again would not mend it.
                LOG.warn("a message from outside on {} is no envelope: {}", topic, e.text());
                envelope = Envelope.unreadable(payload, e.text());
            }
            return link.send(topic, envelope);
        }
    }
}
