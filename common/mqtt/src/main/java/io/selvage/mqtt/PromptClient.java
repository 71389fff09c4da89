package io.selvage.mqtt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Paho's client without what it does too often for thousands of messages a second: over plain TCP it does not see payloads,
 * which it copies byte by byte, and acknowledgements are not written one by one.
 */
final class PromptClient extends MqttAsyncClient {

    private static final Logger LOG = LoggerFactory.getLogger(PromptClient.class);
    private static final int PUBACK = 0x40;
    private static final int REST_OF_PUBACK = 2;
    private static final int PUBACK_BYTES = 4;
    private static final int AT_LEAST_ONCE = 1;

    private final ApartPayloads payloads;
    private volatile @Nullable WholePackets out;

    PromptClient(String address, String clientId, Intake intake) throws MqttException {
        super(address, clientId, new MemoryPersistence());
        payloads = new ApartPayloads(new Gate(intake, comms.getClientState()::notifyReceivedBytes));
    }

    /** The sockets of its connection, over plain TCP. */
    PromptSockets sockets() {
        return new PromptSockets(payloads::apart, plain -> {
            var packets = new WholePackets(plain);
            out = packets;
            return packets;
        });
    }

    @Override
    public void setCallback(MqttCallback callback) {
        super.setCallback(new MqttCallback() {
            @Override
            public void messageArrived(String topic, MqttMessage message) throws Exception {
                var whole = payloads.restore(message);
                try {
                    callback.messageArrived(topic, whole);
                } finally {
                    payloads.delivered(whole);
                }
            }

            @Override
            public void connectionLost(Throwable cause) {
                callback.connectionLost(cause);
            }

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {
                callback.deliveryComplete(token);
            }
        });
    }

    /** Acknowledges the messages in this order, those of QoS 1 that follow each other in one piece. */
    void acknowledge(List<MqttClients.Received> messages) throws MqttException {
        var packets = out;
        var pieces = new ByteArrayOutputStream(messages.size() * PUBACK_BYTES);
        for (var message : messages) {
            if (message.qos() == AT_LEAST_ONCE && packets != null) {
                pieces.write(PUBACK);
                pieces.write(REST_OF_PUBACK);
                pieces.write(message.id() >> 8);
                pieces.write(message.id());
            } else {
                write(pieces, packets);
                messageArrivedComplete(message.id(), message.qos());
            }
        }
        write(pieces, packets);
    }

    private static void write(ByteArrayOutputStream pieces, @Nullable WholePackets packets) {
        if (packets != null && pieces.size() > 0) {
            try {
                packets.insert(pieces);
            } catch (IOException e) {
                LOG.debug("messages are not acknowledged and come again: {}", e.toString());
            }
        }
        pieces.reset();
    }
}
