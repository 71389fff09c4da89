package io.selvage.device.mqtt;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages that wait for their turn, at most {@link #ROOM_KB} of them: while there is no room, the broker is not read. A
 * message takes its room until it is released.
 */
final class Inbox implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
    private static final int ROOM_KB = 4096;
    private static final int BETWEEN_LOOKS_MS = 100;

    /** Takes one message after the other and releases each, now or later. */
    @FunctionalInterface
    interface Handler {

        void handle(Delivery delivery, Runnable release) throws InterruptedException;
    }

    private final Handler handler;
    private final Semaphore room = new Semaphore(ROOM_KB, true);
    private final BlockingQueue<Delivery> waiting = new LinkedBlockingQueue<>(); // bounded by the room
    private volatile boolean closed;
    private volatile @Nullable Thread thread;

    Inbox(Handler handler) {
        this.handler = handler;
    }

    void start() {
        thread = Thread.ofVirtual().name("device-mqtt incoming data").start(this::work);
    }

    /** Waits for room as long as the message's connection is there; without it the message is left to the next one. */
    void put(Delivery delivery) throws InterruptedException {
        while (!room.tryAcquire(unitsOf(delivery), BETWEEN_LOOKS_MS, TimeUnit.MILLISECONDS)) {
            if (closed || delivery.connection().isDone()) {
                return;
            }
        }
        waiting.add(delivery);
    }

    private static int unitsOf(Delivery delivery) {
        return Math.min(ROOM_KB, 1 + delivery.payload().length / 1024);
    }

    private void work() {
        try {
            while (!closed) {
                var next = waiting.take();
                handler.handle(next, () -> room.release(unitsOf(next)));
            }
        } catch (InterruptedException e) {
            LOG.debug("incoming data is no longer taken; {} messages wait", waiting.size());
        }
    }

    @Override
    public void close() {
        closed = true;
        var working = thread;
        if (working != null) {
            working.interrupt();
        }
    }
}
