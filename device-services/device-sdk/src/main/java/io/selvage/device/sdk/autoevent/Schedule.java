package io.selvage.device.sdk.autoevent;

import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.value.GoDuration;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One AutoEvent at its fixed rate, on a thread of its own: the first run when {@link Phases} says, every later one a whole
 * number of intervals after it. A run that lasts longer than the interval costs the runs that it overlaps, not the rate.
 */
final class Schedule {

    private static final Logger LOG = LoggerFactory.getLogger(Schedule.class);

    /** What is done each time. */
    interface Run {
        void now() throws InterruptedException;
    }

    private final AutoEvent autoEvent;
    private final String name;
    private final long interval;
    private final Run run;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private final Thread thread;
    private long next;
    private boolean late;

    private Schedule(String device, AutoEvent autoEvent, Run run) {
        this.autoEvent = autoEvent;
        this.name = "AutoEvent " + autoEvent.sourceName() + " of " + device;
        this.interval = GoDuration.parseWithDays(autoEvent.interval()).toNanos();
        this.run = run;
        this.thread = Thread.ofVirtual().name(name).unstarted(this::work);
    }

    static Schedule started(String device, AutoEvent autoEvent, Phases phases, Run run) {
        var schedule = new Schedule(device, autoEvent, run);
        schedule.next = phases.first(System.nanoTime(), schedule.interval);
        schedule.thread.start();
        return schedule;
    }

    AutoEvent autoEvent() {
        return autoEvent;
    }

    private void work() {
        try {
            while (!stopped.await(next - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                run.now();
                var now = System.nanoTime();
                remark(now - next >= interval);
                next = following(next, now, interval);
            }
        } catch (InterruptedException e) {
            LOG.debug("{} was interrupted", name);
        }
    }

    /** The first time after now that is a whole number of intervals after the last run was due. */
    static long following(long last, long now, long interval) {
        var missed = Math.max(0, (now - last) / interval);
        return last + (missed + 1) * interval;
    }

    private void remark(boolean nowLate) {
        if (nowLate && !late) {
            LOG.warn("{} is slower than its interval of {}; runs are left out", name, autoEvent.interval());
        }
        late = nowLate;
    }

    /** Ends it after the run under way, if any. */
    void stop() {
        stopped.countDown();
    }

    /** Gives up on the run under way, of a schedule that is stopped, unless it ends in time. */
    void end(long millis) throws InterruptedException {
        if (!thread.join(Duration.ofMillis(millis))) {
            thread.interrupt();
        }
    }
}
