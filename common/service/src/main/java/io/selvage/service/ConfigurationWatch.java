package io.selvage.service;

import io.selvage.bus.MessageBus;
import io.selvage.contracts.error.EdgeException;
import io.selvage.service.registry.ConfigSource;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Takes changes of {@code Writable}, also of that of another section, while the service runs: who keeps the configuration
 * tells that there is one, and it is read from there, every ten seconds without a word too. Changes that come close together are
 * read once.
 */
final class ConfigurationWatch implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(ConfigurationWatch.class);

    private static final long AGAIN_MS = 500;

    /** Whoever tells of changes may have been killed before, or nobody listened just then. */
    static final Duration READ_AGAIN = Duration.ofSeconds(10);

    private final ConfigurationProvider provider;
    private final MessageBus bus;
    private final EdgeConfig config;
    private final Duration readAgain;
    private final Semaphore changes = new Semaphore(0);
    private final Repeated loading = new Repeated("configuration-load");
    private volatile boolean running;
    private ConfigSource.@Nullable Watch watch;
    private @Nullable Thread thread;

    /** @param readAgain how often everything is read without a word of a change */
    ConfigurationWatch(ConfigurationProvider provider, MessageBus bus, EdgeConfig config, Duration readAgain) {
        this.provider = provider;
        this.bus = bus;
        this.config = config;
        this.readAgain = readAgain;
    }

    @Override
    public void start() {
        running = true; // before the thread looks at it
        thread = Thread.ofVirtual().name("configuration-watch").start(this::follow);
        watch = provider.watch(bus, changes::release);
        if (provider.isLoaded()) {
            changes.release(); // what changed since it was read was told before anybody here listened
        } else {
            loading.untilDone(this::load);
        }
    }

    private boolean load() {
        try {
            provider.refresh();
            config.tellListeners();
            LOG.info("{} answers: of what it says Writable counts now, the rest at the start alone", provider.place());
            return true;
        } catch (EdgeException e) {
            LOG.debug("{} is still away: {}", provider.place(), e.text());
            return false;
        }
    }

    private void follow() {
        try {
            while (running) {
                var told = changes.tryAcquire(readAgain.toMillis(), TimeUnit.MILLISECONDS);
                changes.drainPermits();
                if (told) {
                    whatWasTold();
                } else if (provider.isLoaded()) {
                    var _ = refresh();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the configuration is no longer watched");
        }
    }

    private void whatWasTold() throws InterruptedException {
        var complained = false;
        for (var failure = refresh(); running && failure != null; failure = refresh()) {
            if (!complained) {
                LOG.warn("a change of the configuration could not be read yet: {}", failure.text());
            }
            complained = true;
            var _ = changes.tryAcquire(AGAIN_MS, TimeUnit.MILLISECONDS);
        }
    }

    /** Why it could not be read what changed, if it could not. */
    private @Nullable EdgeException refresh() {
        var before = config.version().get();
        try {
            provider.refresh();
            if (config.version().get() != before) {
                config.tellListeners();
            }
        } catch (EdgeException e) {
            LOG.debug("the configuration could not be read again: {}", e.text());
            return e;
        } catch (RuntimeException e) {
            LOG.error("a change of the configuration could not be applied", e); // the next one may be
        }
        return null;
    }

    @Override
    public void stop() {
        running = false;
        loading.close();
        var watching = watch;
        watch = null;
        if (watching != null) {
            watching.close();
        }
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
