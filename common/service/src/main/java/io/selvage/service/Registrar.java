package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.service.registry.ServiceDirectory;
import io.selvage.service.registry.ServiceEntry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/**
 * Enters the service in the registry when its port is open, trying until it is there, and says when it stops. Looks after
 * the entry where the registry may forget it.
 */
final class Registrar implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final ServiceDirectory directory;
    private final ServiceIdentity identity;
    private final ServiceInfo service;
    private final WebServerApplicationContext context;
    private final Repeated attempts = new Repeated("registry-entry", PAUSE);
    private volatile boolean running;
    private volatile boolean entered;
    private volatile boolean waiting;

    Registrar(
            ServiceDirectory directory,
            ServiceIdentity identity,
            ServiceInfo service,
            WebServerApplicationContext context) {
        this.directory = directory;
        this.identity = identity;
        this.service = service;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        attempts.untilDone(this::look);
    }

    /** Whether there is no more to do. */
    private boolean look() {
        try {
            var entry = entry();
            if (!entered) {
                directory.registry().register(entry);
                entered = true;
            } else if (!directory.has(entry)) {
                LOG.warn("{} is no longer known to {}: it is entered again", identity.key(), directory.name());
                directory.registry().register(entry);
            }
            if (waiting) {
                LOG.info("{} is in the registry of {}", identity.key(), directory.name());
            }
            waiting = false;
            return !directory.mayForget();
        } catch (EdgeException e) {
            if (!waiting) {
                LOG.warn("{} waits for the registry of {}: {}", identity.key(), directory.name(), e.text());
            }
            waiting = true;
            return false;
        }
    }

    private ServiceEntry entry() {
        var server = context.getWebServer();
        var port = server == null || server.getPort() <= 0 ? service.port() : server.getPort();
        return new ServiceEntry(identity.key(), service.host(), port, service.healthCheckInterval());
    }

    @Override
    public void stop() {
        running = false;
        attempts.close();
        if (!entered) {
            return;
        }
        try {
            directory.registry().deregister(entry());
        } catch (EdgeException e) {
            LOG.warn("{} does not know that {} stops: {}", directory.name(), identity.key(), e.text());
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the port is open, and before it closes. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
