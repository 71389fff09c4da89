package io.selvage.device.sdk.testing.metadata;

import io.selvage.bus.Envelope;
import io.selvage.bus.MessageBus;
import io.selvage.contracts.device.AddDeviceRequest;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.deviceservice.DeviceService;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.systemevent.SystemEvent;
import io.selvage.contracts.topic.Topics;
import io.selvage.contracts.watcher.ProvisionWatcher;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What a core-metadata for tests knows; it outlives the service that shows it. */
public final class TestMetadata {

    private final Map<String, Device> devices = new ConcurrentHashMap<>();
    private final Map<String, DeviceProfile> profiles = new ConcurrentHashMap<>();
    private final Map<String, DeviceService> services = new ConcurrentHashMap<>();
    private final Map<String, ProvisionWatcher> watchers = new ConcurrentHashMap<>();
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();
    private final AtomicInteger deviceLoads = new AtomicInteger();
    private final AtomicReference<Runnable> afterNextPage = new AtomicReference<>(() -> {});
    private final MessageBus bus;
    private final Topics topics = Topics.standard();

    /** A core-metadata that knows nothing and tells its changes on the bus. */
    public TestMetadata(MessageBus bus) {
        this.bus = bus;
    }

    public Map<String, Device> devices() {
        return devices;
    }

    /** The device of that name; fails where there is none. */
    public Device device(String name) {
        return found(devices, name);
    }

    public Map<String, DeviceProfile> profiles() {
        return profiles;
    }

    public Map<String, DeviceService> services() {
        return services;
    }

    public Map<String, ProvisionWatcher> watchers() {
        return watchers;
    }

    /** Requests that changed something, such as {@code POST device pump}. */
    public Queue<String> calls() {
        return calls;
    }

    /** How often somebody has begun to read the devices of a service: a device service does it twice while it starts. */
    public int deviceLoads() {
        return deviceLoads.get();
    }

    /** The first page of devices is read, and what will be answered is settled. */
    void deviceLoadBegun() {
        deviceLoads.incrementAndGet();
    }

    /** What happens once, when the next page of devices or watchers is read and before it is answered. */
    public void afterNextPage(Runnable event) {
        afterNextPage.set(event);
    }

    /** A page of devices or watchers is read. */
    void pageRead() {
        afterNextPage.getAndSet(() -> {}).run();
    }

    /** Adds or replaces the device and tells of it. */
    public void put(Device device) {
        var action = devices.put(device.name(), device) == null ? "add" : "update";
        tell("device", action, device.serviceName(), device, device.profileName());
    }

    /** Adds or replaces the provision watcher and tells of it. */
    public void put(ProvisionWatcher watcher) {
        var action = watchers.put(watcher.name(), watcher) == null ? "add" : "update";
        tell("provisionwatcher", action, watcher.serviceName(), watcher, "");
    }

    /** Removes the provision watcher and tells of it. */
    public void removeWatcher(String name) {
        var gone = found(watchers, name);
        watchers.remove(name);
        tell("provisionwatcher", "delete", gone.serviceName(), gone, "");
    }

    /** Removes the device and tells of it. */
    public void removeDevice(String name) {
        var gone = found(devices, name);
        devices.remove(name);
        tell("device", "delete", gone.serviceName(), gone, gone.profileName());
    }

    /** Replaces the profile and tells of it to the service. */
    public void update(DeviceProfile profile, String owner) {
        profiles.put(profile.name(), profile);
        tell("deviceprofile", "update", owner, profile, profile.name());
    }

    /** Replaces the record of the service and tells of it. */
    public void update(DeviceService service) {
        services.put(service.name(), service);
        tell("deviceservice", "update", service.name(), service, null);
    }

    private void tell(String type, String action, String owner, Object details, @Nullable String profile) {
        var topic = topics.metadataEvent(type, action, owner, profile == null ? "" : profile);
        var event = SystemEvent.ofMetadata(type, action, owner, details, System.nanoTime());
        var _ = bus.send(topic, Envelope.of("", event, Envelope.JSON));
    }

    /** Asks the device service; SERVER_ERROR with its reason where it refuses. */
    void validate(Device device) {
        var request = Envelope.request(AddDeviceRequest.of(device), Map.of());
        var reply = bus.request(
                topics.validateDevice(device.serviceName()),
                request,
                topics.response(device.serviceName(), request.requestId()),
                Duration.ofSeconds(5));
        if (reply.isError()) {
            throw new EdgeException(ErrorKind.SERVER_ERROR, reply.text());
        }
    }

    static <T> T found(Map<String, T> things, String name) {
        return Optional.ofNullable(things.get(name))
                .orElseThrow(() -> new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "no " + name));
    }
}
