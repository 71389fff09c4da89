package io.selvage.device.sdk.command;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.ReadWrite;
import io.selvage.device.sdk.inventory.KnownProfile;
import java.util.List;
import java.util.stream.Stream;

/** Finds the resources that a name in a command stands for. */
final class Resources {

    private static final String META = "\\.+*?()|[]{}^$";

    private Resources() {}

    /** What a read of the name reads: a device command, else the resources whose whole name matches, else the resource. */
    static List<DeviceResource> readBy(String name, boolean regex, KnownProfile profile) {
        var command = profile.command(name);
        if (command.isPresent()) {
            if (!command.get().readWrite().canRead()) {
                throw notAllowed("DeviceCommand " + name + " is marked as write-only");
            }
            return of(command.get(), profile, "GET");
        }
        return regex ? matching(name, profile) : List.of(readable(name, profile));
    }

    /** What tells whether a device answers: one readable resource, another each turn, and all that have an assertion. */
    static List<DeviceResource> tellingOf(KnownProfile profile, int turn) {
        var readable = profile.profile().deviceResources().stream()
                .filter(resource -> resource.properties().readWrite().canRead())
                .toList();
        if (readable.isEmpty()) {
            return readable;
        }
        var chosen = readable.get(Math.floorMod(turn, readable.size()));
        return Stream.concat(
                        Stream.of(chosen),
                        readable.stream().filter(resource -> !resource.equals(chosen) && isAsserted(resource)))
                .toList();
    }

    private static boolean isAsserted(DeviceResource resource) {
        var assertion = resource.properties().assertion();
        return assertion != null && !assertion.isEmpty();
    }

    private static DeviceResource readable(String name, KnownProfile profile) {
        var resource = profile.resource(name).orElseThrow(() -> notFound("DeviceResource " + name + " not found"));
        if (!resource.properties().readWrite().canRead()) {
            throw notAllowed("DeviceResource " + name + " is marked as write-only");
        }
        return resource;
    }

    private static List<DeviceResource> matching(String expression, KnownProfile profile) {
        var found = isPlain(expression) ? profile.resource(expression).stream().toList() : search(expression, profile);
        if (found.isEmpty()) {
            throw notFound("Regex DeviceResource " + expression + " not found");
        }
        var readable = found.stream()
                .filter(resource -> resource.properties().readWrite().canRead())
                .toList();
        if (readable.isEmpty()) {
            throw notAllowed("no readable resources matched with " + expression);
        }
        return readable;
    }

    private static boolean isPlain(String expression) {
        return expression.chars().noneMatch(c -> META.indexOf(c) >= 0);
    }

    private static List<DeviceResource> search(String expression, KnownProfile profile) {
        try {
            var pattern = Pattern.compile(expression);
            return profile.profile().deviceResources().stream()
                    .filter(resource -> pattern.matches(resource.name()))
                    .toList();
        } catch (PatternSyntaxException e) {
            throw Required.invalid("failed to CompilePOSIX resource name -> " + e.getMessage());
        }
    }

    /** The command of that name to be written; null where there is none. */
    static DeviceCommand writable(DeviceCommand command) {
        if (command.readWrite() == ReadWrite.R) {
            throw notAllowed("DeviceCommand " + command.name() + " is marked as read-only");
        }
        return command;
    }

    static DeviceResource writable(String name, KnownProfile profile) {
        var resource = profile.resource(name).orElseThrow(() -> notFound("DeviceResource " + name + " not found"));
        if (!resource.properties().readWrite().canWrite()) {
            throw notAllowed("DeviceResource " + name + " is marked as read-only");
        }
        return resource;
    }

    /** The resources of the command, in its order. */
    static List<DeviceResource> of(DeviceCommand command, KnownProfile profile, String method) {
        return command.resourceOperations().stream()
                .map(operation -> profile.resource(operation.deviceResource())
                        .orElseThrow(() -> new EdgeException(
                                ErrorKind.SERVER_ERROR,
                                "DeviceResource " + operation.deviceResource() + " in " + method + " command "
                                        + command.name() + " for profile " + profile.name() + " not defined")))
                .toList();
    }

    private static EdgeException notFound(String message) {
        return new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, message);
    }

    private static EdgeException notAllowed(String message) {
        return new EdgeException(ErrorKind.NOT_ALLOWED, message);
    }
}
