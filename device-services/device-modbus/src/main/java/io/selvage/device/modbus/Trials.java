package io.selvage.device.modbus;

import java.time.Duration;

/**
 * How often a line may wait for units that were silent before. While others answer, all the silent ones together take at
 * most a quarter of its time: after one that was silent again, none is tried for three times as long. Not for use by
 * several threads at once.
 */
final class Trials {

    private static final int REST = 3;
    private static final long OTHERS_ANSWER_NANOS = Duration.ofSeconds(10).toNanos();

    private boolean anyAnswer;
    private long lastAnswer;
    private long notBefore;

    Trials() {
        notBefore = System.nanoTime();
    }

    boolean allowed() {
        var now = System.nanoTime();
        return now - notBefore >= 0 || !anyAnswer || now - lastAnswer > OTHERS_ANSWER_NANOS;
    }

    /** A unit that was silent before was silent again, for so long. */
    void failed(Duration timeout) {
        notBefore = System.nanoTime() + REST * timeout.toNanos();
    }

    void answered() {
        anyAnswer = true;
        lastAnswer = System.nanoTime();
    }
}
