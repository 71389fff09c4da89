package io.selvage.device.sdk.discovery;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.systemevent.Progress;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.Discovering;
import io.selvage.device.sdk.FoundDevice;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Searches of the driver for devices: one at a time, and its progress on the bus. */
public final class Discovery {

    private static final Logger LOG = LoggerFactory.getLogger(Discovery.class);

    private final DeviceDriver driver;
    private final FoundDevices devices;
    private final ProgressEvents events;
    private @Nullable CurrentSearch current;

    Discovery(DeviceDriver driver, FoundDevices devices, ProgressEvents events) {
        this.driver = driver;
        this.devices = devices;
        this.events = events;
    }

    /**
     * Starts a search, unless one runs already.
     *
     * @return the thread of the search that runs now
     */
    public synchronized Thread start(String requestId) {
        var running = current;
        if (running != null) {
            LOG.info("another device discovery process is currently running: {}", running.requestId);
            return running.thread;
        }
        var search = new CurrentSearch(requestId);
        current = search;
        search.thread.start();
        return search.thread;
    }

    /**
     * Stops the search that runs, if any.
     *
     * @param requestId null for any; else ENTITY_DOES_NOT_EXIST where another search runs
     */
    void stop(@Nullable String requestId, Map<String, List<String>> options) {
        if (!(driver instanceof Discovering discovering)) {
            throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, "Stop device discovery is not implemented");
        }
        var search = running();
        if (search == null) {
            return;
        }
        if (requestId != null && !requestId.equals(search.requestId)) {
            throw new EdgeException(
                    ErrorKind.ENTITY_DOES_NOT_EXIST,
                    "There is no auto discovery process running with the requestId " + requestId);
        }
        discovering.stopDiscovery(options);
        search.thread.interrupt();
    }

    private synchronized @Nullable CurrentSearch running() {
        return current;
    }

    private synchronized void ended() {
        current = null;
    }

    /** Stops the search that runs, if any. */
    public void close() {
        var search = running();
        if (search != null) {
            search.thread.interrupt();
        }
    }

    private final class CurrentSearch implements Discovering.Search {

        private final String requestId;
        private final Thread thread;
        private final AtomicInteger count = new AtomicInteger();

        CurrentSearch(String requestId) {
            this.requestId = requestId;
            this.thread = Thread.ofVirtual().name("discovery " + requestId).unstarted(this::run);
        }

        private void run() {
            LOG.info("discovery {} begins", requestId);
            try {
                tell(Progress.STARTED, "");
                search();
                tell(Progress.DONE, "");
                LOG.info("discovery {} has found {} devices", requestId, count);
            } catch (InterruptedException e) {
                fail("it was stopped");
            } catch (RuntimeException e) {
                fail(EdgeException.of(e, ErrorKind.SERVER_ERROR).text());
            } finally {
                ended();
            }
        }

        private void search() throws InterruptedException {
            if (!(driver instanceof Discovering discovering)) {
                throw new EdgeException(
                        ErrorKind.NOT_IMPLEMENTED, "the driver of this service cannot discover devices");
            }
            discovering.discover(this);
        }

        private void fail(String reason) {
            var message = "failed to trigger protocol discovery with correlation id: " + requestId + ", err: " + reason;
            LOG.error("{}", message);
            tell(Progress.FAILED, message);
        }

        @Override
        public void found(FoundDevice device) {
            count.incrementAndGet();
            devices.take(device);
        }

        @Override
        public void progress(int percent, String message) {
            tell(percent, message);
        }

        private void tell(int progress, String message) {
            events.tell(ProgressEvents.DISCOVERY, new Progress(requestId, progress, message, count.get()));
        }
    }
}
