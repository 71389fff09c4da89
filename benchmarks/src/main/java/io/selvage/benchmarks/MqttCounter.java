package io.selvage.benchmarks;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** A subscriber at QoS 1 that counts and acknowledges what it gets. */
public final class MqttCounter implements AutoCloseable {

    private final MqttSocket mqtt;
    private final AtomicLong received = new AtomicLong();

    public MqttCounter(String host, int port, String clientId, String filter) throws IOException {
        mqtt = MqttSocket.connect(host, port, clientId);
        mqtt.subscribe(filter);
        Thread.ofVirtual().name("messages to " + clientId).start(this::receive);
    }

    /** Messages received so far. */
    public long received() {
        return received.get();
    }

    private void receive() {
        try {
            while (true) {
                var packet = mqtt.read();
                if ((packet.head() & 0xf0) == MqttSocket.PUBLISH) {
                    received.incrementAndGet();
                    acknowledge(packet);
                }
            }
        } catch (IOException _) {
            // The connection is closed: the count stands.
        }
    }

    private void acknowledge(MqttSocket.Packet packet) throws IOException {
        if ((packet.head() & MqttSocket.QOS_1) == 0) {
            return;
        }
        var body = packet.body();
        var topicLength = Short.toUnsignedInt(body.getShort(0));
        mqtt.acknowledge(body.getShort(2 + topicLength));
        if (!mqtt.hasMore()) {
            mqtt.flush();
        }
    }

    @Override
    public void close() throws IOException {
        mqtt.close();
    }
}
