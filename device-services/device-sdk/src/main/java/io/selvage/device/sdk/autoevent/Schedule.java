package io.selvage.device.sdk.autoevent;

import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.value.GoDuration;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One AutoEvent at its fixed rate: the first run when {@link Phases} says, every later one a whole number of intervals
 * after it, each on a virtual thread of its own. A run that lasts longer than the interval costs the runs that it overlaps,
 * not the rate. Between two runs there is no thread: a thousand that wait would be a thousand stacks in the old generation,
 * each of them garbage there when it has run once.
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
    private final ScheduledExecutorService clock;
    private long next;
    private boolean late;
    private boolean stopped;
    private @Nullable Future<?> waiting;
    private @Nullable Thread thread;

    private Schedule(String device, AutoEvent autoEvent, ScheduledExecutorService clock, Run run) {
        this.autoEvent = autoEvent;
        this.name = "AutoEvent " + autoEvent.sourceName() + " of " + device;
        this.interval = GoDuration.parseWithDays(autoEvent.interval()).toNanos();
        this.run = run;
        this.clock = clock;
    }

    /** A schedule whose time the clock tells; what takes long is not done by the clock. */
    static Schedule started(String device, AutoEvent autoEvent, Clocks clocks, Run run) {
        var schedule = new Schedule(device, autoEvent, clocks.clock(), run);
        schedule.next = clocks.phases().first(System.nanoTime(), schedule.interval);
        schedule.wind();
        return schedule;
    }

    /** Who tells the time, and when the first run is. */
    record Clocks(ScheduledExecutorService clock, Phases phases) {}

    AutoEvent autoEvent() {
        return autoEvent;
    }

    private synchronized void wind() {
        if (!stopped) {
            waiting = clock.schedule(this::begin, next - System.nanoTime(), TimeUnit.NANOSECONDS);
        }
    }

    private synchronized void begin() {
        if (!stopped) {
            thread = Thread.ofVirtual().name(name).start(this::work);
        }
    }

    private void work() {
        try {
            run.now();
            var now = System.nanoTime();
            remark(now - next >= interval);
            next = following(next, now, interval);
            wind();
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
    synchronized void stop() {
        stopped = true;
        if (waiting != null) {
            waiting.cancel(false);
        }
    }

    private synchronized @Nullable Thread newestRun() {
        return thread;
    }

    /** Gives up on the run under way, of a schedule that is stopped, unless it ends in time. */
    void end(long millis) throws InterruptedException {
        var running = newestRun();
        if (running != null && !running.join(Duration.ofMillis(millis))) {
            running.interrupt();
        }
    }
}
