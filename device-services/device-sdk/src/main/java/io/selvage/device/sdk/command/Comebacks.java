package io.selvage.device.sdk.command;

import io.selvage.contracts.device.AdminState;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.EdgeException;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.InventoryListener;
import io.selvage.device.sdk.inventory.KnownDevice;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries devices that this service has set DOWN, and those that were DOWN when it started, and sets them UP when they
 * answer. The pause between two attempts doubles up to a minute, so that many dead devices cost little.
 */
public final class Comebacks implements InventoryListener {

    private static final Logger LOG = LoggerFactory.getLogger(Comebacks.class);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    /** The device as it was when its attempts began, and what ends them. */
    private record Attempts(Device device, CountDownLatch end) {}

    private final Commands commands;
    private final DeviceStates states;
    private final Duration firstPause;
    private final Map<String, Attempts> under = new HashMap<>();

    /** @param firstPause zero where nothing shall be tried */
    public Comebacks(Commands commands, DeviceStates states, Duration firstPause) {
        this.commands = commands;
        this.states = states;
        this.firstPause = firstPause;
    }

    /** Takes those that are DOWN now as if this service had set them so. */
    public void adopt(Collection<KnownDevice> devices) {
        devices.stream().filter(KnownDevice::isDown).map(KnownDevice::name).forEach(states::adoptDown);
    }

    @Override
    public synchronized void put(KnownDevice device) {
        var name = device.name();
        if (!device.isDown()) {
            if (end(name)) {
                LOG.info("device {} is UP again", name);
                states.forget(name);
            }
        } else if (device.device().adminState() == AdminState.LOCKED || device.profile() == null) {
            end(name);
        } else if (states.isSetDownHere(name) && !firstPause.isZero()) {
            begin(device.device());
        }
    }

    /** Begins anew where an operator has changed how the device is reached. */
    private void begin(Device device) {
        var before = under.get(device.name());
        if (before == null || !before.device.protocols().equals(device.protocols())) {
            end(device.name());
            var attempts = new Attempts(device, new CountDownLatch(1));
            under.put(device.name(), attempts);
            Thread.ofVirtual().name(device.name() + " comeback").start(() -> tryUntil(attempts.end, device.name()));
        }
    }

    @Override
    public synchronized void removed(String deviceName) {
        end(deviceName);
        states.forget(deviceName);
    }

    /** Ends all attempts. */
    public synchronized void stop() {
        List.copyOf(under.keySet()).forEach(this::end);
    }

    /** Ends the attempts of the device; says whether there were any. */
    private boolean end(String deviceName) {
        var attempts = under.remove(deviceName);
        if (attempts != null) {
            attempts.end.countDown();
        }
        return attempts != null;
    }

    private void tryUntil(CountDownLatch end, String deviceName) {
        try {
            var pause = firstPause;
            for (var turn = 0;
                    !end.await(pause.toMillis(), TimeUnit.MILLISECONDS) && !isBack(deviceName, turn);
                    turn++) {
                pause = longer(pause);
            }
        } catch (InterruptedException e) {
            LOG.debug("device {} is not tried any more", deviceName);
        }
    }

    /** Never shorter than the first pause, which may be above the longest one. */
    private static Duration longer(Duration pause) {
        var twice = pause.multipliedBy(2);
        var longest = pause.compareTo(LONGEST_PAUSE) > 0 ? pause : LONGEST_PAUSE;
        return twice.compareTo(longest) < 0 ? twice : longest;
    }

    private boolean isBack(String deviceName, int turn) {
        try {
            commands.probe(deviceName, turn);
            states.setUp(deviceName);
            return true;
        } catch (EdgeException e) {
            LOG.debug("device {} is still DOWN: {}", deviceName, e.text());
            return false;
        } catch (RuntimeException e) {
            LOG.error("device {} cannot be tried", deviceName, e);
            return false;
        }
    }
}
