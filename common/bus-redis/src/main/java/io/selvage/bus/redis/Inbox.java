package io.selvage.bus.redis;

import io.netty.channel.Channel;
import io.selvage.bus.Reception.Arrival;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What has been read from a socket and not taken by the subscriber. When it is full the socket is read no more until half
 * of it is taken; what was already read with the last piece still comes in.
 */
final class Inbox {

    private static final int MESSAGES = 128;
    private static final long BYTES = 1L << 20;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition news = lock.newCondition();
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private long bytes;
    private boolean paused;
    private @Nullable Channel socket;

    /** Another socket is read from now on. */
    void socket(Channel channel) {
        lock.lock();
        try {
            socket = channel;
            channel.config().setAutoRead(!paused);
        } finally {
            lock.unlock();
        }
    }

    /** Takes a message in; does not wait. */
    void add(Arrival arrival) {
        lock.lock();
        try {
            waiting.add(arrival);
            bytes += arrival.message().length;
            if (waiting.size() >= MESSAGES || bytes >= BYTES) {
                pause(true);
            }
            news.signal();
        } finally {
            lock.unlock();
        }
    }

    /** The oldest message, for which it waits. */
    Arrival take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (waiting.isEmpty()) {
                news.await();
            }
            var oldest = waiting.remove();
            bytes -= oldest.message().length;
            if (waiting.size() <= MESSAGES / 2 && bytes <= BYTES / 2) {
                pause(false);
            }
            return oldest;
        } finally {
            lock.unlock();
        }
    }

    private void pause(boolean now) {
        var channel = socket;
        if (now != paused && channel != null) {
            paused = now;
            channel.config().setAutoRead(!now);
        }
    }
}
