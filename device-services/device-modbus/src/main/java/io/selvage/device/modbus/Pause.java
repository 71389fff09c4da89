package io.selvage.device.modbus;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The silences that lines need, as the protocol prescribes them. */
final class Pause {

    private Pause() {}

    static void of(Duration duration) throws InterruptedException {
        var never = new Semaphore(0);
        if (never.tryAcquire(duration.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new IllegalStateException("nobody releases it");
        }
    }
}
