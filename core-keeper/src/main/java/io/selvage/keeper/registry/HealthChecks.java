package io.selvage.keeper.registry;

import io.selvage.bus.Complaints;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.registry.Registration;
import io.selvage.service.Repeated;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Asks each active service whether it answers: at once, then every half interval until it first does, then every
 * interval, but not more often than every 100 ms. The first silence leaves its status as it was. Whose answer has not
 * come in whole after 5 s is down. At most 64 are asked at once, and 64 more of those that were down the last time: they
 * hold up no others.
 */
@Component
class HealthChecks implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(HealthChecks.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final long SHORTEST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final int AT_ONCE = 64;

    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(PATIENCE)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final Map<String, Check> checks = new ConcurrentHashMap<>();
    private final Semaphore turns = new Semaphore(AT_ONCE);
    private final Semaphore turnsOfTheSilent = new Semaphore(AT_ONCE);
    private final Repeated beginning = new Repeated("health-checks");
    private final Complaints complaints = new Complaints(LOG);
    private @Nullable BiConsumer<Registration, String> report;
    private @Nullable Supplier<List<Registration>> known;
    private volatile @Nullable ScheduledExecutorService clock;

    private final class Check {

        private final Registration registration;
        private volatile boolean wasUp;
        private volatile boolean asked;
        private volatile boolean silent;
        private volatile @Nullable Future<?> next;

        Check(Registration registration) {
            this.registration = registration;
        }

        void schedule(ScheduledExecutorService on, long delayNanos) {
            next = on.schedule(
                    () -> Thread.ofVirtual().name("health-check").start(this::run), delayNanos, TimeUnit.NANOSECONDS);
        }

        void cancel() {
            var planned = next;
            if (planned != null) {
                planned.cancel(false);
            }
        }

        private void run() {
            try {
                var turn = silent ? turnsOfTheSilent : turns;
                turn.acquire();
                try {
                    var up = isUp();
                    tell(up);
                    asked = true;
                    silent = !up;
                } finally {
                    turn.release();
                }
                again();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        private void again() {
            var on = clock;
            if (on != null && checks.get(registration.serviceId()) == this) {
                var interval = registration.healthCheck().every().toNanos();
                schedule(on, Math.max(SHORTEST_PAUSE, wasUp ? interval : interval / 2));
            }
        }

        private void tell(boolean up) {
            wasUp |= up;
            var to = report;
            if (to == null || checks.get(registration.serviceId()) != this) {
                return;
            }
            if (!up && !asked) {
                return; // it has just come, perhaps before its port is open
            }
            try {
                to.accept(registration, up ? Registration.UP : Registration.DOWN);
            } catch (EdgeException e) {
                LOG.warn("the health of {} is not noted: {}", registration.serviceId(), e.text());
            }
        }

        private boolean isUp() throws InterruptedException {
            try {
                return status() / 100 == 2;
            } catch (ExecutionException | TimeoutException | IllegalArgumentException e) {
                LOG.debug("{} does not answer: {}", registration.serviceId(), e.toString());
                return false;
            }
        }

        /** A time-out of the request would end with the headers, and a body may go on for ever. */
        private int status() throws ExecutionException, InterruptedException, TimeoutException {
            var request =
                    HttpRequest.newBuilder(URI.create(registration.healthUrl())).build();
            var exchange = http.sendAsync(request, BodyHandlers.discarding());
            try {
                return exchange.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS).statusCode();
            } finally {
                exchange.cancel(true);
            }
        }
    }

    /** Who is told of each answer, and who says at the start which services there are. */
    void reportTo(BiConsumer<Registration, String> listener, Supplier<List<Registration>> registrations) {
        report = listener;
        known = registrations;
    }

    /** Begins to look after the service, anew where it did already; no longer where it has stopped in order. */
    void watch(Registration registration) {
        forget(registration.serviceId());
        var on = clock;
        if (registration.active() && on != null) {
            var check = new Check(registration);
            var other = checks.put(registration.serviceId(), check); // of somebody who registers it at the same time
            if (other != null) {
                other.cancel();
            }
            check.schedule(on, 0);
        }
    }

    private void watchAsWell(Registration registration) {
        var on = clock;
        var check = new Check(registration);
        if (registration.active() && on != null && checks.putIfAbsent(registration.serviceId(), check) == null) {
            check.schedule(on, 0);
        }
    }

    void forget(String serviceId) {
        var check = checks.remove(serviceId);
        if (check != null) {
            check.cancel();
        }
    }

    @Override
    public void start() {
        clock = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().name("health-checks").daemon().factory());
        if (!begin()) {
            beginning.untilDone(this::begin);
        }
    }

    private boolean begin() {
        var registrations = known;
        try {
            if (registrations != null) {
                registrations.get().forEach(this::watchAsWell);
            }
            return true;
        } catch (EdgeException e) {
            complaints.warn("services registered before are not looked after yet: " + e.text());
            return false;
        }
    }

    @Override
    public void stop() {
        beginning.close();
        var on = clock;
        clock = null;
        if (on != null) {
            on.shutdownNow();
        }
        checks.clear();
        http.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return clock != null;
    }
}
