package io.selvage.bus;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How much may be under way at once over a transport, in messages and in bytes. One message may go however large it is, and
 * is not overtaken while it waits for room.
 */
public final class Window {

    /** A camera's frames must not fill the memory before their number fills the window. */
    private static final long MOST_BYTES = 64L << 20;

    /** With its copies, encoded and decoded, a message takes up to four times its size. */
    private static final int SHARE_OF_HEAP = 12;

    private final int messages;
    private final long mostBytes = mostBytes();

    /** Held by the one who waits for room; the others wait for the entrance. */
    private final ReentrantLock entrance = new ReentrantLock();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition room = lock.newCondition();
    private final Condition empty = lock.newCondition();
    private int used;
    private long usedBytes;
    private boolean closed;

    /** Bytes that may be under way, where they are not one message's. */
    public static long mostBytes() {
        return Math.min(MOST_BYTES, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** @param messages how many may be under way */
    public Window(int messages) {
        this.messages = messages;
    }

    /** Waits for room for ever; false where the window is closed instead. */
    public boolean enter(int bytes) throws InterruptedException {
        entrance.lockInterruptibly();
        try {
            return enterFirst(bytes, Long.MAX_VALUE);
        } finally {
            entrance.unlock();
        }
    }

    /** Waits for room; false where there is none in time or the window is closed. */
    public boolean enter(int bytes, Duration timeout) throws InterruptedException {
        var deadline = System.nanoTime() + timeout.toNanos();
        if (!entrance.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
            return false;
        }
        try {
            return enterFirst(bytes, deadline - System.nanoTime());
        } finally {
            entrance.unlock();
        }
    }

    private boolean enterFirst(int bytes, long patience) throws InterruptedException {
        var left = patience;
        lock.lockInterruptibly();
        try {
            while (!closed && isFull(bytes)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return take(bytes);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for room and leaves it to others; false where there is none in time. Where the window is closed, all is room. */
    public boolean awaitRoom(int bytes, Duration timeout) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (!closed && isFull(bytes)) {
                if (left <= 0) {
                    return false;
                }
                left = room.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Goes in without waiting, also where there is no room. */
    public void force(int bytes) {
        lock.lock();
        try {
            var _ = take(bytes);
        } finally {
            lock.unlock();
        }
    }

    private boolean isFull(int bytes) {
        return used >= messages || (used > 0 && usedBytes + bytes > mostBytes);
    }

    private boolean take(int bytes) {
        if (closed) {
            return false;
        }
        used++;
        usedBytes += bytes;
        return true;
    }

    /** Gives the room of one message back. */
    public void leave(int bytes) {
        lock.lock();
        try {
            used--;
            usedBytes -= bytes;
            room.signalAll();
            if (used == 0) {
                empty.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Waits until nothing is under way; false where that does not happen in time. */
    public boolean awaitEmpty(Duration timeout) throws InterruptedException {
        var left = timeout.toNanos();
        lock.lockInterruptibly();
        try {
            while (used > 0) {
                if (left <= 0) {
                    return false;
                }
                left = empty.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Lets nobody in any more. */
    public void close() {
        lock.lock();
        try {
            closed = true;
            room.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
