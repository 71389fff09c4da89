package io.selvage.box;

import io.selvage.box.BoxPlan.Role;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What a user said in options and files, looked at for what would count for nothing without a word. */
record UserSettings(BoxOptions options) {

    private static final Set<String> HERE = Set.of("localhost", "127.0.0.1", "::1");
    private static final Set<String> ENDINGS = Set.of(".yaml", ".yml", ".properties");

    /** Refuses what a box cannot do: its services talk in memory, and have their MQTT broker for others. */
    void check() {
        for (var service : BoxPlan.SERVICES) {
            var settings = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            settings.putAll(options.settingsOf(service.key()));
            refuseUnless(service.key(), settings, "MessageBus.Type", Set.of("mqtt"));
            if (service.role() != Role.KEEPER) { // which tells others where the broker is
                refuseUnless(service.key(), settings, "MessageBus.Host", HERE);
            }
        }
    }

    private static void refuseUnless(String service, Map<String, String> settings, String key, Set<String> possible) {
        var value = settings.get(key);
        if (value != null && possible.stream().noneMatch(value::equalsIgnoreCase)) {
            throw new BoxFailure(
                    "--set " + service + "." + key + "=" + value + " is not possible in a box, whose services"
                            + " share a bus of their own: run them on their own for another (./selvage service "
                            + service + ")");
        }
    }

    /** A sentence for each file among the user's that is none of a service. */
    List<String> idleFiles() {
        var folder = options.in("config");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (var files = Files.list(folder)) {
            return files.filter(UserSettings::isOfNoService)
                    .sorted()
                    .map(file -> "selvage: " + file + " does not count, it has the name of no service: "
                            + String.join(".yaml, ", BoxPlan.keys()) + ".yaml are")
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isOfNoService(Path file) {
        var name = file.getFileName().toString();
        return ENDINGS.stream()
                .filter(name::endsWith)
                .anyMatch(ending -> !BoxPlan.keys().contains(name.substring(0, name.length() - ending.length())));
    }
}
