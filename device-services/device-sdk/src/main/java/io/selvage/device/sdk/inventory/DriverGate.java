package io.selvage.device.sdk.inventory;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.DeviceDriver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the driver: one call at a time for each device, and before it all news of that device. A device that does
 * not answer holds up nobody but those who want the same device, and of those only so many.
 */
public final class DriverGate implements InventoryListener {

    private static final Logger LOG = LoggerFactory.getLogger(DriverGate.class);
    private static final int MOST_WAITING = 64;

    /** What belongs to one device name while it is known or a call for it is under way. */
    private static final class Slot {
        private final ReentrantLock turn = new ReentrantLock(true);
        private final AtomicReference<@Nullable News> news = new AtomicReference<>();
        private @Nullable Device told;
    }

    /**
     * What the driver has not been told yet of a device: however much happens while it hangs, only the outcome waits.
     *
     * @param removed whether it was removed meanwhile
     * @param now how it is; null where it is no more
     */
    private record News(boolean removed, @Nullable Device now) {

        static News after(@Nullable News earlier, @Nullable Device now) {
            return new News(now == null || (earlier != null && earlier.removed), now);
        }
    }

    private final DeviceDriver driver;
    private final Map<String, Slot> slots = new ConcurrentHashMap<>();

    public DriverGate(DeviceDriver driver) {
        this.driver = driver;
    }

    /** The driver itself, for calls that concern no known device. */
    public DeviceDriver driver() {
        return driver;
    }

    @Override
    public void put(KnownDevice device) {
        announce(device.name(), device.device());
    }

    @Override
    public void removed(String deviceName) {
        announce(deviceName, null);
    }

    private void announce(String deviceName, @Nullable Device now) {
        var first = new AtomicBoolean();
        slots.compute(deviceName, (_, existing) -> {
            var slot = existing == null ? new Slot() : existing;
            first.set(slot.news.getAndUpdate(earlier -> News.after(earlier, now)) == null);
            return slot;
        });
        if (first.get()) { // else someone is on the way to tell the driver
            Thread.ofVirtual().name(deviceName + " news").start(() -> deliver(deviceName));
        }
    }

    private void deliver(String deviceName) {
        var slot = slots.get(deviceName);
        if (slot != null) {
            slot.turn.lock();
            try {
                tellNews(deviceName, slot);
            } finally {
                slot.turn.unlock();
            }
        }
    }

    /**
     * Runs the call when it is the device's turn.
     *
     * @param patience how long to wait for the turn; SERVICE_UNAVAILABLE after that, or where too many wait already
     */
    public <T> T call(String deviceName, Duration patience, Function<DeviceDriver, T> call) {
        for (var slot = slots.get(deviceName); slot != null; slot = slots.get(deviceName)) {
            await(deviceName, slot, patience);
            try {
                tellNews(deviceName, slot);
                if (slots.get(deviceName) == slot) {
                    return call.apply(driver);
                }
            } finally {
                slot.turn.unlock();
            }
        }
        throw new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "device " + deviceName + " not found");
    }

    private static void await(String deviceName, Slot slot, Duration patience) {
        try {
            var free = slot.turn.getQueueLength() < MOST_WAITING
                    && slot.turn.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (!free) {
                throw new EdgeException(
                        ErrorKind.SERVICE_UNAVAILABLE,
                        "device " + deviceName + " is busy: an earlier command has not ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EdgeException(
                    ErrorKind.SERVICE_UNAVAILABLE, "interrupted while waiting for device " + deviceName, e);
        }
    }

    private void tellNews(String deviceName, Slot slot) {
        for (var news = slot.news.getAndSet(null); news != null; news = slot.news.getAndSet(null)) {
            if (news.removed) {
                tell(deviceName, slot, null);
            }
            tell(deviceName, slot, news.now);
        }
        if (slot.told == null) {
            slots.computeIfPresent(
                    deviceName, (_, current) -> current == slot && slot.news.get() == null ? null : current);
        }
    }

    private void tell(String deviceName, Slot slot, @Nullable Device now) {
        var before = slot.told;
        slot.told = now;
        try {
            tell(before, now);
        } catch (RuntimeException e) {
            LOG.error("the driver failed to take the news of device {}", deviceName, e);
        }
    }

    private void tell(@Nullable Device before, @Nullable Device now) {
        if (now == null) {
            if (before != null) {
                driver.deviceRemoved(before);
            }
        } else if (before == null) {
            driver.deviceAdded(now);
        } else {
            driver.deviceUpdated(now);
        }
    }
}
