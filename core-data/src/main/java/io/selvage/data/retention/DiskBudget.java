package io.selvage.data.retention;

import io.selvage.data.DataConfig;
import io.selvage.data.archive.Archive;
import io.selvage.data.archive.Budget.Dropped;
import io.selvage.data.periodic.Periodic;
import io.selvage.service.telemetry.Counter;
import io.selvage.service.telemetry.Metrics;
import io.selvage.store.Database;
import io.selvage.store.Space;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Keeps the database within {@code Retention.MaxDisk}: the oldest events go first, and the log and a system event on
 * {@code edgex/system-events/core-data/event/delete/core-data} say how many.
 */
@Component
final class DiskBudget implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(DiskBudget.class);
    private static final Duration INTERVAL = Duration.ofSeconds(2);
    private static final String KEY = "Retention.MaxDisk";

    private final Archive archive;
    private final Database database;
    private final String maxDisk;
    private final DeletionNews news;
    private final Counter droppedInAll;
    private volatile @Nullable Periodic looking;

    DiskBudget(Archive archive, Database database, DataConfig config, DeletionNews news, Metrics metrics) {
        this.archive = archive;
        this.database = database;
        this.maxDisk = config.retention().maxDisk();
        this.news = news;
        this.droppedInAll = metrics.counter("EventsDeletedByMaxDisk");
        ByteSize.parse(KEY, maxDisk, 0); // what is no size is told at the start
    }

    @Override
    public void start() {
        looking = new Periodic(KEY, INTERVAL, this::look);
    }

    private void look() throws InterruptedException {
        var bytes = ByteSize.parse(KEY, maxDisk, Space.of(database).disk());
        if (bytes <= 0) {
            return;
        }
        var budget = archive.budget(bytes);
        if (budget.isNearlyUsed()) {
            var dropped = budget.drop();
            if (dropped.events() > 0) {
                tell(dropped);
            }
        }
    }

    private void tell(Dropped dropped) {
        droppedInAll.add(dropped.events());
        LOG.warn(
                "the {} oldest events were deleted, up to origin {}, {} since the start: {} is {}",
                dropped.events(),
                dropped.newest(),
                droppedInAll.count(),
                KEY,
                maxDisk);
        news.tell(Map.of(
                "reason",
                KEY,
                "events",
                dropped.events(),
                "eventsSinceStart",
                droppedInAll.count(),
                "newestOrigin",
                dropped.newest()));
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
