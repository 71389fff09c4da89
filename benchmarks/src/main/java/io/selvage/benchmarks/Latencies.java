package io.selvage.benchmarks;

import java.util.concurrent.atomic.AtomicLongArray;

/** Times in steps of 3 %, as many as wanted. */
final class Latencies {

    private static final int STEPS = 600;
    private static final double STEP = Math.log(1.03);
    private static final double MICRO = 1e3;

    private final AtomicLongArray counts = new AtomicLongArray(STEPS);

    void add(long nanos) {
        var step = (int) (Math.log(Math.max(1, nanos / MICRO)) / STEP);
        counts.incrementAndGet(Math.min(step, STEPS - 1));
    }

    /** What that share of all took at most, in ms; 0 where there is none. */
    double millis(double share) {
        var all = 0L;
        for (var i = 0; i < STEPS; i++) {
            all += counts.get(i);
        }
        var seen = 0L;
        for (var i = 0; i < STEPS; i++) {
            seen += counts.get(i);
            if (seen > 0 && seen >= all * share) {
                return Math.exp((i + 1) * STEP) * MICRO / 1e6;
            }
        }
        return 0;
    }
}
