package io.selvage.device.sdk.test;

import io.selvage.bus.Envelope;
import io.selvage.bus.InMemoryMessageBus;
import io.selvage.bus.TopicFilter;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.AddEventRequest;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.watcher.ProvisionWatcher;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * As much of EdgeX's core as a device service sees: what core-metadata knows, its questions and news on a bus in memory,
 * and the events that arrive there.
 */
final class InMemoryCore implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);

    final Shelf<Device> devices = new Shelf<>("device");
    final Shelf<DeviceProfile> profiles = new Shelf<>("profile");
    final Shelf<DeviceService> services = new Shelf<>("device service");
    final Shelf<ProvisionWatcher> watchers = new Shelf<>("provision watcher");

    private final InMemoryMessageBus bus = new InMemoryMessageBus();
    private final Topics topics = Topics.standard();
    private final Map<String, String> refusals = new ConcurrentHashMap<>();
    private final CapturedEvents events = new CapturedEvents();
    private volatile boolean takesEvents = true;
    private final AtomicLong lastChange = new AtomicLong();

    InMemoryCore() {
        bus.subscribe(TopicFilter.of(topics.allDeviceEvents()), message -> {
            if (!takesEvents) {
                return CompletableFuture.failedFuture(
                        new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "the test lets the core take no events"));
            }
            events.keep(message.envelope().payloadAs(AddEventRequest.class).event());
            return CompletableFuture.completedFuture(null);
        });
    }

    /** Whether events are acknowledged. */
    void takesEvents(boolean takes) {
        takesEvents = takes;
    }

    InMemoryMessageBus bus() {
        return bus;
    }

    CapturedEvents events() {
        return events;
    }

    /** Why devices were refused, by their name. */
    Map<String, String> refusals() {
        return refusals;
    }

    /** Adds the device as core-metadata does: not without its profile, nor against the verdict of its service. */
    Device add(Device device) {
        try {
            devices.requireFree(device.name());
            check(device);
            refusals.remove(device.name());
            return put(device);
        } catch (EdgeException e) {
            refusals.put(device.name(), e.text());
            throw e;
        }
    }

    /** Puts the device in the place of the one of its name, by the same rules. */
    Device update(Device device) {
        devices.get(device.name());
        check(device);
        return put(device);
    }

    private void check(Device device) {
        var profile = device.profileName();
        if (profile != null && !profile.isEmpty()) {
            profiles.get(profile);
        }
        validate(device);
    }

    private void validate(Device device) {
        var request = Envelope.request(AddDeviceRequest.of(device), Map.of());
        var reply = bus.request(
                topics.validateDevice(device.serviceName()),
                request,
                topics.response(device.serviceName(), request.requestId()),
                PATIENCE);
        if (reply.isError()) {
            throw new EdgeException(ErrorKind.SERVER_ERROR, reply.text());
        }
    }

    /** Stores the device without asking anyone, and tells of it. */
    Device put(Device device) {
        var now = now();
        var before = devices.find(device.name());
        var stored = before.map(known -> device.stored(String.valueOf(known.id()), known.created(), now))
                .orElseGet(() -> device.stored(newId(), now, now));
        devices.put(device.name(), stored);
        tell("device", before.isEmpty() ? "add" : "update", device.serviceName(), stored, device.profileName());
        return stored;
    }

    /** Removes the device and tells of it. */
    void removeDevice(String name) {
        var gone = devices.remove(name);
        tell("device", "delete", gone.serviceName(), gone, gone.profileName());
    }

    /** Puts the profile in the place of the one of its name, and tells of it to the services of its devices. */
    void put(DeviceProfile profile) {
        profiles.put(profile.name(), profile);
        devices.all().values().stream()
                .filter(device -> profile.name().equals(device.profileName()))
                .map(Device::serviceName)
                .distinct()
                .forEach(service -> tell("deviceprofile", "update", service, profile, profile.name()));
    }

    /** Puts the record of the service in the place of the one of its name, and tells of it. */
    void put(DeviceService service) {
        var action = services.put(service.name(), service) ? "add" : "update";
        tell("deviceservice", action, service.name(), service, null);
    }

    /** Puts the watcher in the place of the one of its name, and tells of it. */
    void put(ProvisionWatcher watcher) {
        var now = now();
        var stored = watcher.stored(newId(), now, now);
        var action = watchers.put(watcher.name(), stored) ? "add" : "update";
        tell("provisionwatcher", action, watcher.serviceName(), stored, null);
    }

    /** Removes the watcher and tells of it. */
    void removeWatcher(String name) {
        var gone = watchers.remove(name);
        tell("provisionwatcher", "delete", gone.serviceName(), gone, null);
    }

    static String newId() {
        return UUID.randomUUID().toString();
    }

    private long now() {
        var clock = Instant.now().toEpochMilli();
        return lastChange.updateAndGet(last -> Math.max(last + 1, clock));
    }

    private void tell(String type, String action, String owner, Object details, @Nullable String profile) {
        var topic = topics.metadataEvent(type, action, owner, profile == null ? "" : profile);
        var event = SystemEvent.ofMetadata(type, action, owner, details, now() * 1_000_000);
        var _ = bus.send(topic, Envelope.of("", event, Envelope.JSON)); // who listens may be who changes the next thing
    }

    @Override
    public void close() {
        bus.close();
    }
}
