package io.selvage.device.modbus;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One turn at a time, handed round between units: a unit with many requests waits as long for its next turn as there
 * are other units with one. Bounded: where {@code capacity} wait already, the next is refused.
 */
final class FairTurns {

    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<Integer, ArrayDeque<Semaphore>> waiting = new LinkedHashMap<>();
    private final int capacity;
    private boolean taken;
    private int size;

    FairTurns(int capacity) {
        this.capacity = capacity;
    }

    /** Waits for a turn; {@link #release} ends it. */
    void acquire(int unit) throws InterruptedException {
        var turn = new Semaphore(0);
        lock.lock();
        try {
            if (!taken) {
                taken = true;
                return;
            }
            if (size >= capacity) {
                throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, capacity + " requests are waiting already");
            }
            waiting.computeIfAbsent(unit, _ -> new ArrayDeque<>()).add(turn);
            size++;
        } finally {
            lock.unlock();
        }
        try {
            turn.acquire();
        } catch (InterruptedException e) {
            abandon(unit, turn);
            throw e;
        }
    }

    void release() {
        lock.lock();
        try {
            var next = waiting.pollFirstEntry();
            if (next == null) {
                taken = false;
                return;
            }
            var turn = next.getValue().remove();
            size--;
            if (!next.getValue().isEmpty()) {
                waiting.putLast(next.getKey(), next.getValue());
            }
            turn.release();
        } finally {
            lock.unlock();
        }
    }

    private void abandon(int unit, Semaphore turn) {
        lock.lock();
        try {
            var queue = waiting.get(unit);
            if (queue == null || !queue.remove(turn)) {
                release(); // it was handed the turn while it gave up
                return;
            }
            size--;
            if (queue.isEmpty()) {
                waiting.remove(unit);
            }
        } finally {
            lock.unlock();
        }
    }
}
