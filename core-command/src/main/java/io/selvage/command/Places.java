package io.selvage.command;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Room for so many commands at once. Who finds none is refused, not kept waiting. A device takes several places only
 * while half of all are free, and one later: many that hang leave room for those that answer.
 */
public final class Places {

    private final String owner;
    private final int all;
    private final int ofADevice;
    private final AtomicInteger taken = new AtomicInteger();
    private final Map<String, Integer> byDevice = new ConcurrentHashMap<>();

    /**
     * Room of an owner, which errors name.
     *
     * @param all how many commands at once
     * @param ofADevice how many of them may be for the same device
     */
    public Places(String owner, int all, int ofADevice) {
        this.owner = owner;
        this.all = all;
        this.ofADevice = ofADevice;
    }

    /** Runs the command in a place of its own; SERVICE_UNAVAILABLE where there is none. */
    public <T extends @Nullable Object> T in(String device, Supplier<T> command) {
        enter(device);
        try {
            return command.get();
        } finally {
            leave(device);
        }
    }

    /** Takes a place, which {@link #leave} gives back; SERVICE_UNAVAILABLE where there is none. */
    public void enter(String device) {
        var before = taken.getAndIncrement();
        var most = before >= all ? 0 : before >= all / 2 ? 1 : ofADevice;
        if (!isTaken(device, most)) {
            taken.decrementAndGet();
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE,
                    most == 0
                            ? owner + " is busy: all " + all + " places for commands are taken"
                            : "device " + device + " is busy: it has as many commands under way as " + owner
                                    + " has places for");
        }
    }

    private boolean isTaken(String device, int most) {
        if (most == 0) {
            return false;
        }
        var now = byDevice.merge(device, 1, Integer::sum);
        if (now > most) {
            forget(device);
        }
        return now <= most;
    }

    /** Gives back a place that was taken. */
    public void leave(String device) {
        forget(device);
        taken.decrementAndGet();
    }

    private void forget(String device) {
        byDevice.computeIfPresent(device, (_, count) -> count == 1 ? null : count - 1);
    }

    /** How many places are taken now. */
    int taken() {
        return taken.get();
    }

    /** Devices that hold a place now. */
    int devices() {
        return byDevice.size();
    }
}
