package io.selvage.mqtt;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.IntConsumer;

/** Lets large payloads of one connection in while there is room: at the {@link Intake}, and on their way to the client's callback. */
final class Gate {

    /** On their way may be so many bytes, or one message that is larger. */
    private static final int MOST_UNDER_WAY = 1 << 20;

    private static final Duration PATIENCE = Duration.ofMillis(250);

    private final Intake intake;
    private final IntConsumer progress;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private int underWay;

    /** @param progress is told that bytes have come, or are not read yet: a broker whose message is long is not silent */
    Gate(Intake intake, IntConsumer progress) {
        this.intake = intake;
        this.progress = progress;
    }

    /** Bytes of the largest payload that is let in. */
    int most() {
        return intake.most();
    }

    /** So many bytes of a payload have been read. */
    void read(int bytes) {
        progress.accept(bytes);
    }

    /** Waits for room for the payload; EOFException where the connection is closed meanwhile. */
    void await(String topic, int size, BooleanSupplier closed) throws IOException {
        try {
            while (!hasRoom(topic, size)) {
                if (closed.getAsBoolean()) {
                    throw new EOFException("the connection is closed");
                }
                progress.accept(1);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted before a message of " + size + " bytes was read", e);
        }
    }

    private boolean hasRoom(String topic, int size) throws InterruptedException {
        int before;
        lock.lockInterruptibly();
        try {
            for (var left = PATIENCE.toNanos(); !isWay(size); left = change.awaitNanos(left)) {
                if (left <= 0) {
                    return false;
                }
            }
            before = underWay;
        } finally {
            lock.unlock();
        }
        return intake.awaitRoom(topic, (int) Math.min(Integer.MAX_VALUE, (long) before + size), PATIENCE);
    }

    private boolean isWay(int size) {
        return underWay == 0 || underWay + size <= MOST_UNDER_WAY;
    }

    /** So many bytes more are on their way to the callback, or less. */
    void count(int bytes) {
        lock.lock();
        try {
            underWay += bytes;
            change.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
