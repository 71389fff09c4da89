package io.selvage.device.sdk.autoevent;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.AutoEvent;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.command.CommandTarget;
import io.selvage.device.sdk.command.Commands;
import io.selvage.device.sdk.inventory.InventoryListener;
import io.selvage.device.sdk.inventory.KnownDevice;
import io.selvage.device.sdk.publish.EventPublisher;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads each device's AutoEvents at their rates and publishes what they give. Each run has its own virtual thread: a device
 * that is slow delays nobody. A run does not wait until its event is acknowledged; only where events have no room left, on
 * disk or in memory, a run waits, and the runs that it overlaps are left out.
 */
public final class AutoEvents implements InventoryListener {

    private static final Logger LOG = LoggerFactory.getLogger(AutoEvents.class);
    private static final int END_MILLIS = 500;

    private final Commands commands;
    private final EventPublisher publisher;
    private final boolean changedOnly;
    private final Map<String, List<Schedule>> schedules = new HashMap<>();
    private final ScheduledThreadPoolExecutor clock = clock();
    private final Schedule.Clocks clocks = new Schedule.Clocks(clock, new Phases());

    /** No AutoEvents yet; {@code changedOnly} is {@code Device.AutoEvents.SendChangedReadingsOnly}. */
    public AutoEvents(Commands commands, EventPublisher publisher, boolean changedOnly) {
        this.commands = commands;
        this.publisher = publisher;
        this.changedOnly = changedOnly;
    }

    private static ScheduledThreadPoolExecutor clock() {
        var clock = new ScheduledThreadPoolExecutor(
                1,
                Thread.ofPlatform().daemon().name("autoevents").factory(),
                new ThreadPoolExecutor.DiscardPolicy()); // of devices that come while the service ends
        clock.setRemoveOnCancelPolicy(true);
        return clock;
    }

    /** AutoEvents that stay the same keep their rate; others are stopped or begin with a whole interval. */
    @Override
    public synchronized void put(KnownDevice device) {
        var idle = device.device().adminState() == AdminState.LOCKED || device.profile() == null;
        var wanted =
                new ArrayList<>(idle ? List.<AutoEvent>of() : device.device().autoEvents());
        var kept = new ArrayList<Schedule>();
        for (var schedule : schedules.getOrDefault(device.name(), List.of())) {
            if (wanted.remove(schedule.autoEvent())) {
                kept.add(schedule);
            } else {
                schedule.stop();
            }
        }
        wanted.forEach(autoEvent -> kept.add(started(device.name(), autoEvent)));
        schedules.put(device.name(), kept);
    }

    @Override
    public synchronized void removed(String deviceName) {
        var gone = schedules.remove(deviceName);
        if (gone != null) {
            gone.forEach(Schedule::stop);
        }
    }

    /** Ends all, and waits a moment for those that are under way. */
    public void stop() throws InterruptedException {
        var all = stopped();
        var end = System.nanoTime() + END_MILLIS * 1_000_000L;
        for (var schedule : all) {
            schedule.end(Math.max(0, (end - System.nanoTime()) / 1_000_000));
        }
        clock.shutdownNow();
    }

    private synchronized List<Schedule> stopped() {
        var all = schedules.values().stream().flatMap(List::stream).toList();
        schedules.clear();
        all.forEach(Schedule::stop);
        return all;
    }

    private Schedule started(String device, AutoEvent autoEvent) {
        var target = new CommandTarget(device, autoEvent.sourceName(), "");
        var filter = new ChangeFilter(autoEvent, changedOnly);
        var failing = new AtomicBoolean();
        return Schedule.started(device, autoEvent, clocks, () -> run(target, filter, failing));
    }

    private void run(CommandTarget target, ChangeFilter filter, AtomicBoolean failing) throws InterruptedException {
        try {
            var event = filter.filtered(commands.read(target, true));
            if (event.isPresent()) {
                var _ = publisher.publish(event.get(), "");
            }
            failing.set(false);
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.SERVICE_LOCKED && !failing.getAndSet(true)) {
                LOG.warn("AutoEvent {} of {} fails: {}", target.command(), target.device(), e.text());
            } else {
                LOG.debug("AutoEvent {} of {} fails: {}", target.command(), target.device(), e.text());
            }
        } catch (RuntimeException e) {
            LOG.error("AutoEvent {} of {} failed", target.command(), target.device(), e);
        }
    }
}
