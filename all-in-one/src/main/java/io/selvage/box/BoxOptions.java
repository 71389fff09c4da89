package io.selvage.box;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the user asked of the box.
 *
 * @param data directory that holds all that the box keeps
 * @param listen address to listen on
 * @param portOffset added to every port
 * @param demo whether the demo devices are wanted
 * @param without keys of services that the box leaves to others
 * @param detach whether the command returns when all ports answer
 * @param extras services that are there only where they are asked for
 * @param training whether to stop by itself once everything ran, for the JVM's cache
 * @param settings EdgeX keys by service: {@code --set SERVICE.Key.Path=VALUE}
 */
record BoxOptions(
        Path data,
        String listen,
        int portOffset,
        boolean demo,
        Set<String> without,
        boolean detach,
        Set<String> extras,
        boolean training,
        Map<String, Map<String, String>> settings) {

    static final String DEFAULT_LISTEN = "127.0.0.1";

    BoxOptions {
        extras = Set.copyOf(extras);
        data = data.toAbsolutePath().normalize();
        without = Set.copyOf(without);
        var copy = new TreeMap<String, Map<String, String>>();
        settings.forEach((service, keys) -> copy.put(service, Collections.unmodifiableMap(new TreeMap<>(keys))));
        settings = Collections.unmodifiableMap(copy);
    }

    /** Reads the options of a command line; {@link BoxFailure} names the one that is wrong. */
    static BoxOptions parse(List<String> args) {
        var draft = new Draft();
        for (var rest = args.iterator(); rest.hasNext(); ) {
            draft.take(rest.next(), rest);
        }
        return draft.options();
    }

    /** The port to open instead of the standard one; 0, for any free one, while the JVM's cache is trained. */
    int port(int standard) {
        return training ? 0 : standard + portOffset;
    }

    /** The keys that the user set for the service. */
    Map<String, String> settingsOf(String service) {
        return settings.getOrDefault(service, Map.of());
    }

    /** Where the services' files, the log and the process id lie. */
    Path in(String name) {
        return data.resolve(name);
    }

    private static final class Draft {
        private Path data = Path.of("data");
        private String listen = DEFAULT_LISTEN;
        private int portOffset;
        private boolean demo = true;
        private final Set<String> without = new HashSet<>();
        private boolean detach;
        private boolean training;
        private final Set<String> extras = new HashSet<>();
        private final Map<String, Map<String, String>> settings = new HashMap<>();

        BoxOptions options() {
            for (var service : settings.keySet()) {
                if (BoxPlan.extras().contains(service) && !extras.contains(service)) {
                    throw new BoxFailure("--set names the service '" + service
                            + "', which this box does not have: add --with " + service);
                }
            }
            return new BoxOptions(data, listen, portOffset, demo, without, detach, extras, training, settings);
        }

        void take(String arg, Iterator<String> rest) {
            var equals = arg.indexOf('=');
            var name = equals < 0 ? arg : arg.substring(0, equals);
            var values = new ArrayList<String>(equals < 0 ? List.of() : List.of(arg.substring(equals + 1)));
            switch (name) {
                case "--data" -> data = Path.of(value(name, values, rest));
                case "--listen" -> listen = value(name, values, rest);
                case "--port-offset" -> portOffset = offset(value(name, values, rest));
                case "--no-demo" -> demo = false;
                case "--without" -> without.add(leftOut(value(name, values, rest)));
                case "--detach" -> detach = true;
                case "--with" -> with(value(name, values, rest));
                case "--train" -> training = true;
                case "--set" -> set(value(name, values, rest));
                default ->
                    throw new BoxFailure("'" + arg + "' is no option: --data DIR, --listen ADDRESS, --port-offset N, "
                            + "--no-demo, --with SERVICE, --without SERVICE, --set SERVICE.Key.Path=VALUE and --detach "
                            + "are");
            }
        }

        private static String value(String name, List<String> given, Iterator<String> rest) {
            if (!given.isEmpty()) {
                return given.getFirst();
            }
            if (!rest.hasNext()) {
                throw new BoxFailure(name + " needs a value");
            }
            return rest.next();
        }

        private static int offset(String text) {
            try {
                var offset = Integer.parseInt(text);
                if (offset >= -1000 && offset <= 5000) {
                    return offset;
                }
            } catch (NumberFormatException e) {
                throw new BoxFailure("--port-offset needs a number, not '" + text + "'", e);
            }
            throw new BoxFailure("--port-offset must lie between -1000 and 5000, not " + text);
        }

        private static String leftOut(String service) {
            var devices = BoxPlan.SERVICES.stream()
                    .filter(BoxPlan.Service::isDevice)
                    .map(BoxPlan.Service::key)
                    .toList();
            if (!devices.contains(service)) {
                throw new BoxFailure("--without needs a service that the box can do without, not '" + service + "': "
                        + String.join(", ", devices));
            }
            return service;
        }

        private void with(String text) {
            for (var service : text.split(",", -1)) {
                if (!BoxPlan.extras().contains(service)) {
                    throw new BoxFailure("--with names the service '" + service + "'; it takes "
                            + String.join(", ", BoxPlan.extras()));
                }
                extras.add(service);
            }
        }

        private void set(String text) {
            var equals = text.indexOf('=');
            var dot = text.indexOf('.');
            if (dot < 1 || equals < dot + 2) {
                throw new BoxFailure("--set needs SERVICE.Key.Path=VALUE, not '" + text + "'");
            }
            var service = text.substring(0, dot);
            if (BoxPlan.SERVICES.stream().noneMatch(known -> known.key().equals(service))) {
                throw new BoxFailure("--set names the service '" + service + "', which is none of the box: "
                        + String.join(", ", BoxPlan.keys()));
            }
            settings.computeIfAbsent(service, _ -> new HashMap<>())
                    .put(text.substring(dot + 1, equals), text.substring(equals + 1));
        }
    }
}
