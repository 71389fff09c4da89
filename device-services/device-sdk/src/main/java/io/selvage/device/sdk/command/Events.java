package io.selvage.device.sdk.command;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.event.Reading;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ResourceOperation;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.config.DeviceServiceConfig.Writable;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.DeviceStates.Usable;
import io.selvage.device.sdk.publish.Origins;
import io.selvage.device.sdk.value.Transforms;
import io.selvage.device.sdk.value.ValueFit;
import io.selvage.device.sdk.value.ValueTexts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes events of what a driver gave: transforms, assertions, mappings, units and tags, in this order. */
final class Events {

    private final DeviceStates states;
    private final Origins origins;
    private final boolean transforms;
    private final Supplier<Writable> writable;

    Events(DeviceStates states, Origins origins, boolean transforms, Supplier<Writable> writable) {
        this.states = states;
        this.origins = origins;
        this.transforms = transforms;
        this.writable = writable;
    }

    /**
     * The event of one source.
     *
     * @param measured time stamp of the readings; 0 for that of the event
     */
    Event event(Usable device, String source, List<ResourceValue> values, long measured) {
        var origin = origins.next();
        var command = device.profile().command(source).orElse(null);
        var readings = new ArrayList<Reading>(values.size());
        for (var value : values) {
            var mappings = mappings(device, command, value.resource());
            readings.add(reading(device, value, mappings, measured == 0 ? origin : measured));
        }
        return new Event(
                ApiVersion.V3,
                UUID.randomUUID().toString(),
                device.known().name(),
                device.profile().name(),
                source,
                origin,
                readings,
                tags(device, command),
                Map.of());
    }

    private Reading reading(Usable device, ResourceValue given, Map<String, String> mappings, long origin) {
        var resource = given.resource();
        var properties = resource.properties();
        var value = ValueFit.checked(given.value(), properties.valueType(), resource.name());
        if (transforms) {
            value = Transforms.read(value, properties);
        }
        var type = value instanceof Value.Text ? ValueType.STRING : properties.valueType();
        assertAsExpected(device.known().name(), resource, value, type);
        if (!mappings.isEmpty()) {
            var mapped = mappings.get(ValueTexts.text(value, type));
            value = mapped == null ? value : new Value.Text(mapped);
            type = mapped == null ? type : ValueType.STRING;
        }
        return new Reading(
                readingId(),
                origin,
                device.known().name(),
                resource.name(),
                device.profile().name(),
                type,
                writable.get().reading().readingUnits() ? properties.units() : null,
                resource.tags(),
                ValueTexts.reading(value, type, properties.mediaType()),
                Map.of());
    }

    private void assertAsExpected(String device, DeviceResource resource, Value value, ValueType type) {
        var expected = resource.properties().assertion();
        if (expected == null || expected.isEmpty()) {
            return;
        }
        var text = ValueTexts.text(value, type);
        if (!text.equals(expected)) {
            states.setDown(device);
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    "Assertion failed for DeviceResource " + resource.name() + ", with value " + text);
        }
    }

    /** The mappings of the command itself; those of any other command where it has none, or a resource was read. */
    private static Map<String, String> mappings(
            Usable device, @Nullable DeviceCommand command, DeviceResource resource) {
        if (command != null) {
            for (var operation : command.resourceOperations()) {
                if (isMapped(operation, resource)) {
                    return operation.mappings();
                }
            }
        }
        return device.profile().mappings(resource.name());
    }

    private static boolean isMapped(ResourceOperation operation, DeviceResource resource) {
        return operation.deviceResource().equals(resource.name())
                && !operation.mappings().isEmpty();
    }

    private static Map<String, @Nullable Object> tags(Usable device, @Nullable DeviceCommand command) {
        var ofDevice = device.known().device().tags();
        if (command == null || command.tags().isEmpty()) {
            return ofDevice;
        }
        var tags = new LinkedHashMap<>(command.tags());
        tags.putAll(ofDevice);
        return tags;
    }

    /** Readings are never looked up by their id: a cheap random one will do. */
    private static String readingId() {
        var random = ThreadLocalRandom.current();
        var high = (random.nextLong() & 0xffff_ffff_ffff_0fffL) | 0x4000L;
        var low = (random.nextLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
