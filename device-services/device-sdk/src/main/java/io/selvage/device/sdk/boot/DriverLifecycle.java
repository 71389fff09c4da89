package io.selvage.device.sdk.boot;

import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.publish.EventPublisher;
import org.springframework.context.SmartLifecycle;

/** Closes the driver when nothing calls it any more, and before the last events are published. */
final class DriverLifecycle implements SmartLifecycle {

    private final DeviceDriver driver;
    private volatile boolean running;

    DriverLifecycle(DeviceDriver driver) {
        this.driver = driver;
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        driver.close();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public int getPhase() {
        return EventPublisher.PHASE + 1;
    }
}
