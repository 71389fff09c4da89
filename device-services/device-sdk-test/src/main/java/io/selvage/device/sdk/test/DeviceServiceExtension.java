package io.selvage.device.sdk.test;

import io.selvage.contracts.command.DeviceCommandApi;
import io.selvage.contracts.command.DiscoveryApi;
import io.selvage.contracts.device.Device;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.ReadingValue;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.device.sdk.DeviceDriver;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.util.LinkedMultiValueMap;

/**
 * A JUnit extension that runs a device service under the real SDK, with EdgeX's core in memory. In a static field it
 * runs from the first test of the class to the last, in another one it is started anew for each test; commands, checks
 * and news go the ways that they go in production.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final DeviceServiceExtension service = DeviceServiceExtension.of(PumpApplication.class);
 *
 * @Test
 * void readsTheSpeed() {
 *     assertThat(service.text("pump-1", "Speed")).isEqualTo("1200");
 * }
 * }</pre>
 *
 * <p>What EdgeX would answer with an error is thrown as {@link io.selvage.contracts.error.EdgeException} with its kind
 * and message; what did not come in 10 s is an {@link AssertionError}.
 */
public final class DeviceServiceExtension extends ServiceLifecycle {

    private DeviceServiceExtension(ServiceSettings settings) {
        super(settings);
    }

    /** A service with its own configuration, profiles and devices. */
    public static DeviceServiceExtension of(Class<?> application) {
        return new DeviceServiceExtension(new ServiceSettings(application, null));
    }

    /** A service named {@code device-under-test} around a driver, made anew for each start. */
    public static DeviceServiceExtension of(Supplier<? extends DeviceDriver> driver) {
        return new DeviceServiceExtension(new ServiceSettings(DeviceUnderTest.class, driver));
    }

    /**
     * Sets a key of EdgeX's configuration, such as {@code Device.DevicesDir} to empty for none of the service's own
     * devices, or to a folder of files.
     */
    public DeviceServiceExtension with(String key, String value) {
        settings().keys.put(key, value);
        return this;
    }

    /** Lets core-metadata know the profile from the start. */
    public DeviceServiceExtension withProfile(DeviceProfile profile) {
        settings().profiles.add(profile);
        return this;
    }

    /** Lets core-metadata know the profile from the start. */
    public DeviceServiceExtension withProfile(String yaml) {
        return withProfile(EdgeJson.yaml().readValue(yaml, DeviceProfile.class));
    }

    /** Adds the device at each start, as {@link #addDevice(String)} does. */
    public DeviceServiceExtension withDevice(String yaml) {
        settings().devices.add(yaml);
        return this;
    }

    /** Lets core-metadata know the provision watcher from the start; the service's name is filled in. */
    public DeviceServiceExtension withWatcher(String yaml) {
        settings().watchers.add(yaml);
        return this;
    }

    /** Reads a resource or command as {@code GET device/name/DEVICE/SOURCE} does, and returns the event of the answer. */
    public Event read(String device, String source) {
        var answer = read(device, source, Map.of());
        if (answer == null) {
            throw new AssertionError("the read of " + source + " was answered without an event");
        }
        return answer;
    }

    /** As {@link #read(String, String)}; null where the query has {@code ds-returnevent=false}. */
    public @Nullable Event read(String device, String source, Map<String, String> query) {
        var answer = commands().read(device, source, multiple(query));
        return answer == null ? null : answer.event();
    }

    /** Reads a resource or command and returns its {@link #values}. */
    public Map<String, @Nullable Object> readValues(String device, String source) {
        return values(read(device, source));
    }

    /** Reads a resource and returns its value as it travels: {@code 2.15e+01} is the text of a Float64 of 21.5. */
    public String text(String device, String resource) {
        return String.valueOf(values(read(device, resource)).get(resource));
    }

    /** Writes as {@code PUT device/name/DEVICE/SOURCE} does with the values, by resource, as its JSON. */
    public void write(String device, String source, Map<String, ?> values) {
        var json = EdgeJson.mapper().writeValueAsString(values);
        @SuppressWarnings("unchecked") // what Jackson makes of every JSON object
        Map<String, @Nullable Object> parsed = EdgeJson.mapper().readValue(json, Map.class);
        commands().write(device, source, multiple(Map.of()), parsed);
    }

    private DeviceCommandApi commands() {
        return running().bean(DeviceCommandApi.class);
    }

    private static LinkedMultiValueMap<String, String> multiple(Map<String, String> query) {
        var multiple = new LinkedMultiValueMap<String, String>();
        query.forEach(multiple::add);
        return multiple;
    }

    /**
     * The values of an event by resource, in its order: texts, {@code byte[]} of type Binary, maps and lists of type
     * Object, null for none.
     */
    public static Map<String, @Nullable Object> values(Event event) {
        var values = new LinkedHashMap<String, @Nullable Object>();
        event.readings().forEach(reading -> values.put(reading.resourceName(), plain(reading.value())));
        return Collections.unmodifiableMap(values);
    }

    private static @Nullable Object plain(ReadingValue value) {
        return switch (value) {
            case ReadingValue.Simple(var text) -> text;
            case ReadingValue.Numeric(var number) -> number;
            case ReadingValue.Binary(var bytes, var _) -> bytes;
            case ReadingValue.Structured(var json) -> json;
            case ReadingValue.Null() -> null;
        };
    }

    /** The next event that the service publishes, or has published since the test began and was not taken yet. */
    public Event nextEvent() {
        return running().core().events().next(_ -> true, "event");
    }

    /** As {@link #nextEvent()} for one source of one device; events of others are passed over and gone. */
    public Event nextEvent(String device, String source) {
        return running()
                .core()
                .events()
                .next(
                        event -> event.deviceName().equals(device)
                                && event.sourceName().equals(source),
                        "event of " + device + "'s " + source);
    }

    /** The events that were published since the test began and not taken yet: the newest 10,000. */
    public List<Event> events() {
        return running().core().events().all();
    }

    /** Drops the events that were published and not taken. */
    public void forgetEvents() {
        running().core().events().clear();
    }

    /** Lets the core acknowledge events no longer, as while the message bus is away; or again, which it does at first. */
    public void takesEvents(boolean takes) {
        running().core().takesEvents(takes);
    }

    /**
     * Adds a device that stands in YAML as in a device file: it is the service's, unlocked and up unless it says
     * otherwise. The driver is asked to validate it; returns when the service serves it.
     */
    public Device addDevice(String yaml) {
        return addDevice(ServiceYaml.device(yaml, running().key()));
    }

    /** As {@link #addDevice(String)}. */
    public Device addDevice(Device device) {
        var stored = running().core().add(device);
        running().awaitKnown(stored);
        return stored;
    }

    /** Puts the device in the place of the one of its name; otherwise as {@link #addDevice(String)}. */
    public Device updateDevice(String yaml) {
        return updateDevice(ServiceYaml.device(yaml, running().key()));
    }

    /** As {@link #updateDevice(String)}. */
    public Device updateDevice(Device device) {
        var stored = running().core().update(device);
        running().awaitKnown(stored);
        return stored;
    }

    /** Removes the device; returns when the service has forgotten it. */
    public void removeDevice(String name) {
        running().core().removeDevice(name);
        running().awaitForgotten(name);
    }

    /** Adds the profile or puts it in the place of the one of its name; returns when the devices that have it know. */
    public void putProfile(DeviceProfile profile) {
        running().core().put(profile);
        running().awaitProfile(profile);
    }

    /**
     * Starts a search as {@code POST discovery} does, and returns when the service serves the device of that name, which a
     * provision watcher must let in. It needs {@code Device.Discovery.Enabled}.
     */
    public Device discover(String device) {
        running().bean(DiscoveryApi.class).discover();
        return running().awaitAdded(device);
    }

    /** The device as core-metadata has it now, which the service may have marked DOWN. */
    public Device device(String name) {
        return running().core().devices.get(name);
    }

    /** The names of the devices in core-metadata, oldest first. */
    public List<String> deviceNames() {
        return List.copyOf(running().core().devices.all().keySet());
    }

    /** The names of the profiles in core-metadata, oldest first. */
    public List<String> profileNames() {
        return List.copyOf(running().core().profiles.all().keySet());
    }

    /** A bean of the service, such as its driver. */
    public <T> T bean(Class<T> type) {
        return running().bean(type);
    }

    /** What the service's routes start with: {@code http://localhost:PORT/api/v3}. */
    public URI url() {
        return URI.create("http://localhost:" + running().port() + "/api/v3");
    }
}
