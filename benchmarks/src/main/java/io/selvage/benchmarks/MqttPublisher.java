package io.selvage.benchmarks;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Publishes at QoS 1 as fast as acknowledgements come, with a window of messages that are still to be acknowledged. */
public final class MqttPublisher implements AutoCloseable {

    private static final int PACKET_IDS = 0xffff;

    private final MqttSocket mqtt;
    private final int window;
    private final Semaphore room;
    private final AtomicLong acknowledged = new AtomicLong();
    private int packetId;

    public MqttPublisher(String host, int port, String clientId, int window) throws IOException {
        this.mqtt = MqttSocket.connect(host, port, clientId);
        this.window = window;
        this.room = new Semaphore(window);
        Thread.ofVirtual().name("acknowledgements of " + clientId).start(this::readAcknowledgements);
    }

    /** Sends one message, waiting for room in the window; ASCII topics only. */
    public void publish(String topic, byte[] payload) throws IOException, InterruptedException {
        if (!room.tryAcquire()) {
            mqtt.flush();
            room.acquire();
        }
        packetId = packetId % PACKET_IDS + 1;
        mqtt.publish(topic, payload, packetId);
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
            while ((mqtt.read().head() & 0xf0) == MqttSocket.PUBACK) {
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
