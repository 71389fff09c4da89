package io.selvage.service;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.registry.AddRegistrationRequest;
import io.selvage.contracts.registry.Registration;
import io.selvage.contracts.registry.RegistryApi;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.SmartLifecycle;

/** Enters the service in the registry when its port is open, trying until it is there, and says when it stops. */
final class Registrar implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Registrar.class);

    private final RegistryApi registry;
    private final ServiceIdentity identity;
    private final ServiceInfo service;
    private final WebServerApplicationContext context;
    private final Repeated attempts = new Repeated("registry-entry");
    private volatile boolean running;
    private volatile boolean entered;

    Registrar(RegistryEntry entry, ServiceIdentity identity, ServiceInfo service, WebServerApplicationContext context) {
        this.registry = entry.registry();
        this.identity = identity;
        this.service = service;
        this.context = context;
    }

    @Override
    public void start() {
        running = true;
        attempts.untilDone(this::enter);
    }

    private boolean enter() {
        try {
            put(current(Registration.UNKNOWN));
            entered = true;
            return true;
        } catch (EdgeException e) {
            LOG.warn("{} waits for the registry of core-keeper: {}", identity.key(), e.text());
            return false;
        }
    }

    private void put(Registration registration) {
        var request = AddRegistrationRequest.of(registration);
        try {
            registry.update(request);
        } catch (EdgeException e) {
            if (e.kind() != ErrorKind.ENTITY_DOES_NOT_EXIST) {
                throw e;
            }
            registry.register(request);
        }
    }

    private Registration current(String status) {
        var server = context.getWebServer();
        var port = server == null || server.getPort() <= 0 ? service.port() : server.getPort();
        return Registration.of(identity.key(), service.host(), port, service.healthCheckInterval())
                .withStatus(status, 0);
    }

    @Override
    public void stop() {
        running = false;
        attempts.close();
        if (!entered) {
            return;
        }
        try {
            registry.update(AddRegistrationRequest.of(current(Registration.HALT)));
        } catch (EdgeException e) {
            LOG.warn("the registry does not know that {} stops: {}", identity.key(), e.text());
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
