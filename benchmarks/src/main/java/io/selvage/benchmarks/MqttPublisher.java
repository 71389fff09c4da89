package io.selvage.benchmarks;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Publishes at QoS 1 as fast as acknowledgements come, with a window of messages that are still to be acknowledged. */
public final class MqttPublisher implements AutoCloseable {

    private static final int PACKET_IDS = 0xffff;
    private static final int ACKNOWLEDGEMENT_SECONDS = 60;

    private final MqttSocket mqtt;
    private final int window;
    private final Semaphore room;
    private final AtomicLong acknowledged = new AtomicLong();
    private final AtomicLongArray sentAt = new AtomicLongArray(PACKET_IDS + 1);
    private final Latencies latencies;
    private int packetId;

    public MqttPublisher(String host, int port, String clientId, int window) throws IOException {
        this(MqttSocket.connect(host, port, clientId), clientId, window, new Latencies());
    }

    private MqttPublisher(MqttSocket mqtt, String clientId, int window, Latencies latencies) {
        this.mqtt = mqtt;
        this.latencies = latencies;
        this.window = window;
        this.room = new Semaphore(window);
        Thread.ofVirtual().name("acknowledgements of " + clientId).start(this::readAcknowledgements);
    }

    /** One on this machine that adds the time from sending to acknowledgement of each message to the latencies. */
    static MqttPublisher timed(int port, String clientId, int window, Latencies latencies) throws IOException {
        return new MqttPublisher(MqttSocket.connect("127.0.0.1", port, clientId), clientId, window, latencies);
    }

    /** Sends one message, waiting for room in the window; ASCII topics only. */
    public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
        if (!room.tryAcquire()) {
            mqtt.flush();
            if (!room.tryAcquire(ACKNOWLEDGEMENT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("no acknowledgement came for " + ACKNOWLEDGEMENT_SECONDS + " s");
            }
        }
        packetId = packetId % PACKET_IDS + 1;
        sentAt.set(packetId, System.nanoTime());
        mqtt.publish(topic, payload, packetId);
    }

    /** Sends what is buffered. */
    void flush() throws IOException {
        mqtt.flush();
    }

    /** Waits until all is acknowledged; says whether that was so in time. */
    public boolean settle(long seconds) throws IOException, InterruptedException {
        mqtt.flush();
        return room.tryAcquire(window, seconds, TimeUnit.SECONDS);
    }

    /** Messages acknowledged so far. */
    public long acknowledged() {
        return acknowledged.get();
    }

    private void readAcknowledgements() {
        try {
            for (var packet = mqtt.read(); (packet.head() & 0xf0) == MqttSocket.PUBACK; packet = mqtt.read()) {
                latencies.add(System.nanoTime() - sentAt.get(packet.body().getShort() & PACKET_IDS));
                acknowledged.incrementAndGet();
                room.release();
            }
        } catch (IOException _) {
            // The connection is closed: what is not acknowledged by now shows in the count.
        }
    }

    @Override
    public void close() throws IOException {
        mqtt.close();
    }
}
