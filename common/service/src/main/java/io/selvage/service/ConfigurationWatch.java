package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.error.EdgeException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes changes of {@code Writable}, also of that of another section, while the service runs: core-keeper tells on the bus that there is one, and it is
 * read from there. Changes that come close together are read once.
 */
final class ConfigurationWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

    /** Core-keeper's own prefix, which other prefixes of topics do not change. */
    private static final String TOPICS = "edgex/configs/";

    private final ConfigurationProvider provider;
    private final MessageBus bus;
    private final EdgeConfig config;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private final Semaphore changes = new Semaphore(0);
    private final Repeated loading = new Repeated("configuration-load");
    private volatile boolean running;
    private @Nullable Thread thread;

    ConfigurationWatch(ConfigurationProvider provider, MessageBus bus, EdgeConfig config) {
        this.provider = provider;
        this.bus = bus;
        this.config = config;
    }

    @Override
    public void start() {
        running = true; // before the thread looks at it
        thread = Thread.ofVirtual().name("configuration-watch").start(this::follow);
        for (var tree : provider.watched()) {
            watch(tree + "/Writable/#");
            watch(tree + "/+/Writable/#");
        }
        if (!provider.isLoaded()) {
            loading.untilDone(this::load);
        }
    }

    private void watch(String keys) {
        subscriptions.add(bus.subscribe(TopicFilter.of(TOPICS + keys), MessageHandler.of(_ -> changes.release())));
    }

    private boolean load() {
        try {
            provider.refresh();
            config.tellListeners();
            LOG.info("core-keeper answers: what it says beside Writable counts from the next start");
            return true;
        } catch (EdgeException e) {
            LOG.debug("core-keeper is still away: {}", e.text());
            return false;
        }
    }

    private void follow() {
        try {
            while (running) {
                changes.acquire();
                changes.drainPermits();
                refresh();
            }
        } catch (InterruptedException e) {
            LOG.debug("the configuration is no longer watched");
        }
    }

    private void refresh() {
        try {
            provider.refresh();
            config.tellListeners();
        } catch (EdgeException e) {
            LOG.warn("a change of the configuration could not be read: {}", e.text());
        } catch (RuntimeException e) {
            LOG.error("a change of the configuration could not be applied", e); // the next one may be
        }
    }

    @Override
    public void stop() {
        running = false;
        loading.close();
        subscriptions.forEach(Subscription::close);
        subscriptions.clear();
        var following = thread;
        thread = null;
        if (following != null) {
            following.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
