package io.selvage.device.sdk.discovery;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.value.GoDuration;
import io.selvage.device.sdk.config.DeviceInfo;
import io.selvage.device.sdk.inventory.DeviceStates;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches again and again where {@code Device.Discovery} says so: the first time at once. */
public final class DiscoveryTimer {

    private static final Logger LOG = LoggerFactory.getLogger(DiscoveryTimer.class);

    private final Discovery discovery;
    private final DeviceStates states;
    private final DeviceInfo.Discovery config;
    private final CountDownLatch closing = new CountDownLatch(1);

    DiscoveryTimer(Discovery discovery, DeviceStates states, DeviceInfo.Discovery config) {
        this.discovery = discovery;
        this.states = states;
        this.config = config;
    }

    /** Begins; does nothing where discovery is disabled or has no interval. */
    public void begin() {
        var interval = config.enabled() ? interval() : Duration.ZERO;
        if (interval.isPositive()) {
            Thread.ofVirtual().name("discovery timer").start(() -> work(interval));
        }
    }

    private Duration interval() {
        try {
            return GoDuration.parse(config.interval());
        } catch (EdgeException e) {
            LOG.error("devices are searched on request alone: Device.Discovery.Interval: {}", e.text());
            return Duration.ZERO;
        }
    }

    private void work(Duration interval) {
        try {
            do {
                search();
            } while (!closing.await(interval.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("devices are not searched any more");
        }
    }

    private void search() throws InterruptedException {
        try {
            states.requireUnlockedService();
        } catch (EdgeException e) {
            LOG.debug("devices are not searched now: {}", e.text());
            return;
        }
        discovery.start(UUID.randomUUID().toString()).join();
    }

    /** Ends it, and the search that runs. */
    public void close() {
        closing.countDown();
        discovery.close();
    }
}
