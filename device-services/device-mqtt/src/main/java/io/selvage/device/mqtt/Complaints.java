package io.selvage.device.mqtt;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;

/** Warnings about messages: one in ten seconds, with the number of those before it, however many messages are bad. */
final class Complaints {

    private static final long PAUSE = Duration.ofSeconds(10).toNanos();

    private final Logger log;
    private final AtomicLong last = new AtomicLong(System.nanoTime() - PAUSE);
    private final AtomicLong untold = new AtomicLong();

    Complaints(Logger log) {
        this.log = log;
    }

    void warn(String message) {
        var now = System.nanoTime();
        var before = last.get();
        if (now - before < PAUSE || !last.compareAndSet(before, now)) {
            untold.incrementAndGet();
            return;
        }
        var more = untold.getAndSet(0);
        log.warn("{}{}", message, more == 0 ? "" : " (and " + more + " more before it)");
    }
}
