package io.selvage.device.sdk.command;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.event.Event;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ReadWrite;
import io.selvage.contracts.profile.ResourceOperation;
import io.selvage.device.sdk.DeviceDriver;
import io.selvage.device.sdk.PushedReadings;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.config.DeviceInfo;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.config.DeviceServiceConfig.Writable;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.device.sdk.inventory.DeviceStates.Usable;
import io.selvage.device.sdk.inventory.DriverGate;
import io.selvage.device.sdk.inventory.KnownDevice;
import io.selvage.device.sdk.publish.Origins;
import io.selvage.device.sdk.value.Transforms;
import io.selvage.device.sdk.value.ValueParser;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads and writes devices as profiles describe it. */
public final class Commands {

    private static final Logger LOG = LoggerFactory.getLogger(Commands.class);

    private final DeviceStates states;
    private final DriverGate gate;
    private final Events events;
    private final DeviceInfo config;
    private final Duration patience;

    /** @param writable the section {@code Writable} as it is at the time */
    Commands(
            DeviceStates states,
            DriverGate gate,
            Origins origins,
            DeviceServiceConfig config,
            Supplier<Writable> writable) {
        this.states = states;
        this.gate = gate;
        this.events = new Events(states, origins, config.device().dataTransform(), writable);
        this.config = config.device();
        this.patience = config.service().timeout();
    }

    /**
     * Reads the device.
     *
     * @param regex whether the name may be a regular expression for resources, where it is no command
     */
    public Event read(CommandTarget target, boolean regex) {
        states.require(target.device());
        return gate.call(target.device(), patience, driver -> read(driver, target, regex));
    }

    private Event read(DeviceDriver driver, CommandTarget target, boolean regex) {
        var device = states.require(target.device());
        var resources = Resources.readBy(target.command(), regex, device.profile());
        checkNumber(resources.size(), "GET", target);
        var what = sort(device, target, regex ? "Regex DeviceResource(s) " : "DeviceResource ");
        return read(driver, device, resources, target, what);
    }

    private Event read(
            DeviceDriver driver, Usable device, List<DeviceResource> resources, CommandTarget target, String what) {
        var requests = resources.stream()
                .map(resource -> new ResourceRequest(resource, attributes(resource, target)))
                .toList();
        var values = asked(
                target, "reading " + what, () -> driver.read(device.known().device(), requests));
        if (values.size() != requests.size()) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    "the driver gave " + values.size() + " values for " + requests.size() + " resources");
        }
        var given = new ArrayList<ResourceValue>(values.size());
        for (var i = 0; i < values.size(); i++) {
            given.add(new ResourceValue(resources.get(i), values.get(i)));
        }
        return event(device, target.command(), given, 0);
    }

    /**
     * Reads from a device, which may be DOWN, to see whether it answers: one of its resources, and those that must have
     * a certain value; nothing where none can be read. Throws where it does not answer or a value is another.
     *
     * @param turn which of its readable resources is read, counted on from the last to the first again
     */
    void probe(String deviceName, int turn) {
        gate.call(deviceName, patience, driver -> {
            var device = states.requireEvenDown(deviceName);
            var resources = Resources.tellingOf(device.profile(), turn);
            if (!resources.isEmpty()) {
                var name = resources.getFirst().name();
                var target = new CommandTarget(deviceName, name, "");
                var _ = read(driver, device, resources, target, "DeviceResource " + name + " for " + deviceName);
            }
            return resources;
        });
    }

    /** The event of what the device sent by itself; empty where the device is not known or has no profile. */
    public Optional<Event> pushed(KnownDevice known, PushedReadings readings) {
        var profile = known.profile();
        if (profile == null) {
            return Optional.empty();
        }
        var given = new ArrayList<ResourceValue>();
        readings.values()
                .forEach((name, value) -> given.add(new ResourceValue(
                        profile.resource(name)
                                .orElseThrow(() -> new EdgeException(
                                        ErrorKind.ENTITY_DOES_NOT_EXIST, "DeviceResource " + name + " not found")),
                        value)));
        states.heard(known.name());
        return Optional.of(event(new Usable(known, profile), readings.sourceName(), given, readings.origin()));
    }

    /**
     * Writes to the device.
     *
     * @param values by resource name, as decoded from JSON
     * @return the event that tells of the new values; empty where they are write-only
     */
    public Optional<Event> write(CommandTarget target, Map<String, @Nullable Object> values) {
        states.require(target.device());
        return gate.call(target.device(), patience, driver -> write(driver, target, values));
    }

    private Optional<Event> write(DeviceDriver driver, CommandTarget target, Map<String, @Nullable Object> values) {
        var device = states.require(target.device());
        var command = device.profile().command(target.command());
        var given = command.isPresent()
                ? ofCommand(Resources.writable(command.get()), device, target, values)
                : ofResource(Resources.writable(target.command(), device.profile()), values);
        var writes = given.stream()
                .map(value -> new ResourceWrite(value.resource(), attributes(value.resource(), target), value.value()))
                .toList();
        asked(target, "writing " + sort(device, target, "DeviceResource "), () -> {
            driver.write(device.known().device(), writes);
            return writes;
        });
        var readWrite = command.map(DeviceCommand::readWrite)
                .orElseGet(() -> given.getFirst().resource().properties().readWrite());
        return readWrite == ReadWrite.W ? Optional.empty() : Optional.of(event(device, target.command(), given, 0));
    }

    private List<ResourceValue> ofCommand(
            DeviceCommand command, Usable device, CommandTarget target, Map<String, @Nullable Object> values) {
        var operations = command.resourceOperations();
        checkNumber(operations.size(), "SET", target);
        var resources = Resources.of(command, device.profile(), "SET");
        var given = new ArrayList<ResourceValue>(resources.size());
        for (var i = 0; i < resources.size(); i++) {
            var resource = resources.get(i);
            var json = valueFor(resource, operations.get(i).defaultValue(), values);
            given.add(written(resource, unmapped(json, operations.get(i))));
        }
        return given;
    }

    private List<ResourceValue> ofResource(DeviceResource resource, Map<String, @Nullable Object> values) {
        return List.of(written(resource, valueFor(resource, null, values)));
    }

    private static @Nullable Object valueFor(
            DeviceResource resource, @Nullable String commandsDefault, Map<String, @Nullable Object> values) {
        if (values.containsKey(resource.name())) {
            return values.get(resource.name());
        }
        if (commandsDefault != null && !commandsDefault.isEmpty()) {
            return commandsDefault;
        }
        var standard = resource.properties().defaultValue();
        if (standard == null || standard.isEmpty()) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    "DeviceResource " + resource.name() + " not found in request body and no default value defined");
        }
        return standard;
    }

    private static @Nullable Object unmapped(@Nullable Object json, ResourceOperation operation) {
        for (var mapping : operation.mappings().entrySet()) {
            if (mapping.getValue().equals(json)) {
                return mapping.getKey();
            }
        }
        return json;
    }

    private ResourceValue written(DeviceResource resource, @Nullable Object json) {
        var value = ValueParser.parse(json, resource.properties().valueType());
        return new ResourceValue(
                resource, config.dataTransform() ? Transforms.written(value, resource.properties()) : value);
    }

    private Event event(Usable device, String source, List<ResourceValue> values, long measured) {
        try {
            return events.event(device, source, values, measured);
        } catch (EdgeException e) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR, "failed to convert CommandValue to Event -> " + e.text(), e);
        }
    }

    private void checkNumber(int operations, String method, CommandTarget target) {
        if (operations > config.maxCmdOps()) {
            throw new EdgeException(
                    ErrorKind.SERVER_ERROR,
                    method + " command " + target.command() + " exceed device " + target.device() + " MaxCmdOps ("
                            + config.maxCmdOps() + ")");
        }
    }

    private static String sort(Usable device, CommandTarget target, String otherwise) {
        var isCommand = device.profile().command(target.command()).isPresent();
        return (isCommand ? "DeviceCommand " : otherwise) + target.command() + " for " + target.device();
    }

    private <T> T asked(CommandTarget target, String what, Supplier<T> call) {
        try {
            var answer = call.get();
            states.answered(target.device());
            return answer;
        } catch (EdgeException e) {
            if (e.kind().statusCode() >= 500) { // else it was asked for what cannot be
                states.failed(target.device());
            }
            throw new EdgeException(ErrorKind.SERVER_ERROR, "error " + what + " -> " + e.text(), e);
        } catch (RuntimeException e) {
            states.failed(target.device());
            LOG.debug("error {}", what, e); // an AutoEvent may fail every second
            throw new EdgeException(ErrorKind.SERVER_ERROR, "error " + what + " -> " + e, e);
        }
    }

    private static Map<String, @Nullable Object> attributes(DeviceResource resource, CommandTarget target) {
        if (target.rawQuery().isEmpty()) {
            return resource.attributes();
        }
        var attributes = new LinkedHashMap<>(resource.attributes());
        attributes.put(ResourceRequest.URL_RAW_QUERY, target.rawQuery());
        return attributes;
    }
}
