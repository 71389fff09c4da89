package io.selvage.metadata.profile;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.contracts.profile.DeviceCommand;
import io.selvage.contracts.profile.DeviceProfile;
import io.selvage.contracts.profile.DeviceProfileTagsRequest;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.profile.UpdateDeviceCommand;
import io.selvage.contracts.profile.UpdateDeviceResource;
import io.selvage.contracts.profile.UpdateTags;
import io.selvage.metadata.unit.Units;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** The rules for the parts of profiles. The profile as it would be afterwards is checked as a new one is. */
@Service
class ProfileParts {

    private final Profiles profiles;
    private final Units units;

    ProfileParts(Profiles profiles, Units units) {
        this.profiles = profiles;
        this.units = units;
    }

    void add(String profileName, DeviceResource resource) {
        units.check(List.of(resource));
        profiles.change(
                profileName,
                profile -> profile.with(plus(profile.deviceResources(), resource), profile.deviceCommands()));
    }

    void add(String profileName, DeviceCommand command) {
        profiles.change(
                profileName,
                profile -> profile.with(profile.deviceResources(), plus(profile.deviceCommands(), command)));
    }

    void update(String profileName, UpdateDeviceResource update) {
        profiles.change(profileName, profile -> {
            var resource = profile.resource(update.name()).orElseThrow(() -> missing("resource", update.name()));
            return profile.with(
                    replaced(profile.deviceResources(), resource, update.appliedTo(resource)),
                    profile.deviceCommands());
        });
    }

    void update(String profileName, UpdateDeviceCommand update) {
        profiles.change(profileName, profile -> {
            var command = profile.command(update.name()).orElseThrow(() -> missing("command", update.name()));
            return profile.with(
                    profile.deviceResources(), replaced(profile.deviceCommands(), command, update.appliedTo(command)));
        });
    }

    void deleteResource(String profileName, String name) {
        profiles.changeUnused(profileName, profile -> {
            var resource = profile.resource(name).orElseThrow(() -> missing("resource", name));
            return profile.with(minus(profile.deviceResources(), resource), profile.deviceCommands());
        });
    }

    void deleteCommand(String profileName, String name) {
        profiles.changeUnused(profileName, profile -> {
            var command = profile.command(name).orElseThrow(() -> missing("command", name));
            return profile.with(profile.deviceResources(), minus(profile.deviceCommands(), command));
        });
    }

    DeviceResource resource(String profileName, String name) {
        return profiles.get(profileName).resource(name).orElseThrow(() -> missing("resource", name));
    }

    /** Merges the tags; names that the profile does not have are passed over. */
    void tag(String profileName, DeviceProfileTagsRequest request) {
        profiles.change(profileName, profile -> tagged(profile, request));
    }

    private static DeviceProfile tagged(DeviceProfile profile, DeviceProfileTagsRequest request) {
        var resources = each(
                profile.deviceResources(),
                resource -> tagsFor(request.deviceResources(), resource.name())
                        .map(tags -> resource.withTags(merged(resource.tags(), tags))));
        var commands = each(
                profile.deviceCommands(),
                command -> tagsFor(request.deviceCommands(), command.name())
                        .map(tags -> command.withTags(merged(command.tags(), tags))));
        return profile.with(resources, commands);
    }

    private static Optional<Map<String, @Nullable Object>> tagsFor(List<UpdateTags> updates, String name) {
        return updates.stream()
                .filter(update -> update.name().equals(name))
                .map(UpdateTags::tags)
                .reduce(ProfileParts::merged);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> merged(
            Map<String, @Nullable Object> old, Map<String, @Nullable Object> more) {
        var both = new LinkedHashMap<String, @Nullable Object>(old);
        more.forEach((key, value) -> both.put(
                key,
                value instanceof Map<?, ?> inner && both.get(key) instanceof Map<?, ?> known
                        ? merged((Map<String, @Nullable Object>) known, (Map<String, @Nullable Object>) inner)
                        : value));
        return both;
    }

    private static <T> List<T> each(List<T> items, Function<T, Optional<T>> change) {
        return items.stream().map(item -> change.apply(item).orElse(item)).toList();
    }

    private static <T> List<T> plus(List<T> items, T item) {
        return Stream.concat(items.stream(), Stream.of(item)).toList();
    }

    private static <T> List<T> minus(List<T> items, T item) {
        var rest = new ArrayList<>(items);
        rest.remove(item);
        return rest;
    }

    private static <T> List<T> replaced(List<T> items, T old, T item) {
        UnaryOperator<T> swap = each -> each.equals(old) ? item : each;
        return items.stream().map(swap).toList();
    }

    private static EdgeException missing(String part, String name) {
        return new EdgeException(ErrorKind.ENTITY_DOES_NOT_EXIST, "device " + part + " " + name + " does not exist");
    }
}
