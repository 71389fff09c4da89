package io.selvage.command;

import io.selvage.bus.MessageBus;
import io.selvage.bus.MessageHandler;
import io.selvage.bus.Subscription;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.topic.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/**
 * Which device service a device belongs to: asked of core-metadata, and remembered for a second at most. All is
 * forgotten when core-metadata tells of a change of a device or a device service. Whether a device exists or is locked is
 * not decided by this: its device service knows.
 */
final class Routes implements AutoCloseable {

    private static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final int MOST = 10_000;

    private record Route(DeviceService service, long since) {}

    private final Metadata metadata;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();
    private final AtomicLong changes = new AtomicLong();
    private final List<Subscription> subscriptions;

    Routes(Metadata metadata, MessageBus bus, Topics topics) {
        this.metadata = metadata;
        this.subscriptions = Stream.of("device", "deviceservice")
                .map(type -> bus.subscribe(
                        TopicFilter.of(topics.metadataEventsOf(type)), MessageHandler.of(_ -> forgetAll())))
                .toList();
    }

    /** The service of the device; ENTITY_DOES_NOT_EXIST where core-metadata knows no such device. */
    DeviceService serviceOf(String device) {
        var known = routes.get(device);
        if (known != null && System.nanoTime() - known.since() < REMEMBERED.toNanos()) {
            return known.service();
        }
        var before = changes.get();
        var service = metadata.service(metadata.device(device).serviceName());
        if (before == changes.get()) {
            remember(device, service);
        }
        return service;
    }

    private void remember(String device, DeviceService service) {
        if (routes.size() >= MOST) {
            routes.clear();
        }
        routes.put(device, new Route(service, System.nanoTime()));
    }

    /** Asks anew for the next command of the device. */
    void forget(String device) {
        routes.remove(device);
    }

    private void forgetAll() {
        changes.incrementAndGet();
        routes.clear();
    }

    @Override
    public void close() {
        subscriptions.forEach(Subscription::close);
    }
}
