package io.selvage.device.sdk.publish;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Time stamps in ns since the epoch, each one later than the one before even where the clock is coarse or set back. */
public final class Origins {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final Clock clock;
    private final AtomicLong last = new AtomicLong();

    public Origins(Clock clock) {
        this.clock = clock;
    }

    /** The next time stamp. */
    public long next() {
        var now = nanosOf(clock.instant());
        return last.updateAndGet(previous -> Math.max(now, previous + 1));
    }

    private static long nanosOf(Instant instant) {
        return instant.getEpochSecond() * NANOS_PER_SECOND + instant.getNano();
    }
}
