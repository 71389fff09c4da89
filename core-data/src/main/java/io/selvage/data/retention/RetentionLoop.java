package io.selvage.data.retention;

import io.selvage.contracts.device.DeviceApi;
import io.selvage.contracts.value.GoDuration;
import io.selvage.data.DataConfig;
import io.selvage.data.archive.Archive;
import io.selvage.data.periodic.Periodic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Looks from time to time for events that need not be kept. As long as core-metadata does not answer nothing is deleted
 * by age: an AutoEvent may want its events kept for longer.
 */
@Component
final class RetentionLoop implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(RetentionLoop.class);

    private final Policies policies;
    private final Policy defaults;
    private final Retainer retainer;
    private final Duration interval;
    private final Clock clock;
    private volatile @Nullable Periodic looking;

    RetentionLoop(DataConfig config, Archive archive, DeviceApi devices, Clock clock) {
        this.policies = new Policies(devices);
        this.defaults = Policy.of(config.retention());
        this.retainer = new Retainer(archive.sources(), defaults);
        this.interval = GoDuration.parse(config.retention().interval());
        this.clock = clock;
    }

    @Override
    public void start() {
        if (interval.isPositive()) {
            looking = new Periodic("retention", interval, this::look);
        } else {
            LOG.info("events are kept whatever their age: Retention.Interval is {}", interval);
        }
    }

    private void look() throws InterruptedException {
        var now = ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        var deleted = retainer.apply(policies.all(defaults), now);
        if (deleted > 0) {
            LOG.info("{} events were deleted: they need not be kept any more", deleted);
        }
    }

    @Override
    public void stop() {
        var running = looking;
        looking = null;
        if (running != null) {
            running.close();
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }
}
