package io.selvage.command;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Bounded concurrency by name: so many may be under way for one, however many names there are. */
final class Shares {

    private record Share(Semaphore permits, int users) {}

    private final Map<String, Share> shares = new ConcurrentHashMap<>();
    private final int each;

    Shares(int each) {
        this.each = each;
    }

    /** Waits for a place; {@link #leave} gives it back, unless the answer is that there was none in time. */
    boolean enter(String name, long nanos) throws InterruptedException {
        var share = shares.compute(name, (_, known) -> joined(known));
        var entered = false;
        try {
            entered = share.permits.tryAcquire(nanos, TimeUnit.NANOSECONDS);
            return entered;
        } finally {
            if (!entered) {
                forget(name);
            }
        }
    }

    void leave(String name) {
        var share = shares.get(name);
        if (share != null) {
            share.permits.release();
        }
        forget(name);
    }

    /** Names that are in use now. */
    int size() {
        return shares.size();
    }

    private Share joined(@Nullable Share known) {
        return known == null ? new Share(new Semaphore(each, true), 1) : new Share(known.permits, known.users + 1);
    }

    private void forget(String name) {
        shares.computeIfPresent(
                name, (_, share) -> share.users == 1 ? null : new Share(share.permits, share.users - 1));
    }
}
