package io.selvage.contracts.topic;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The topics of EdgeX's bus. Names (service, profile, device, source, command) become topic levels as they are, or
 * percent-escaped where {@code Service.EnableNameFieldEscape} is true; receivers always decode them.
 *
 * @param base {@code MessageBus.BaseTopicPrefix}, normally {@code edgex}
 * @param escapeNames {@code Service.EnableNameFieldEscape}
 */
public record Topics(String base, boolean escapeNames) {

    private static final String UNESCAPED = "$&=:@";
    private static final Pattern ESCAPED = Pattern.compile("(?:[^%]|%[0-9a-fA-F]{2})*+");

    /** The topics with EdgeX's defaults. */
    public static Topics standard() {
        return new Topics("edgex", false);
    }

    /** Where device services publish events: {@code edgex/events/device/SERVICE/PROFILE/DEVICE/SOURCE}. */
    public String deviceEvent(String service, String profile, String device, String source) {
        return String.join("/", base, "events/device", name(service), name(profile), name(device), name(source));
    }

    /** Where core-data publishes events that came over REST. */
    public String coreEvent(String service, String profile, String device, String source) {
        return String.join("/", base, "events/core", name(service), name(profile), name(device), name(source));
    }

    /** The filter for {@link #deviceEvent}. */
    public String allDeviceEvents() {
        return base + "/events/device/#";
    }

    /** Where core-metadata tells of changes; {@code profile} may be empty: then it is no level. */
    public String metadataEvent(String type, String action, String owner, String profile) {
        var topic = String.join("/", base, "system-events/core-metadata", type, action, name(owner));
        return profile.isEmpty() ? topic : topic + "/" + name(profile);
    }

    /** Where a service tells of something of its own: {@code edgex/system-events/SOURCE/TYPE/ACTION/OWNER}. */
    public String systemEvent(String source, String type, String action, String owner) {
        return String.join("/", base, "system-events", source, type, action, name(owner));
    }

    /** The filter for all that core-metadata tells about things of one device service. */
    public String metadataEventsFor(String service) {
        return String.join("/", base, "system-events/core-metadata/+/+", name(service), "#");
    }

    /** The filter for all that core-metadata tells about the provision watchers of one device service. */
    public String watcherEventsFor(String service) {
        return String.join("/", base, "system-events/core-metadata/provisionwatcher/+", name(service), "#");
    }

    /** The filter for all that core-metadata tells about one type of thing, such as {@code device}. */
    public String metadataEventsOf(String type) {
        return String.join("/", base, "system-events/core-metadata", type, "#");
    }

    /** Where a device service takes commands; {@code method} is {@code get} or {@code set}. */
    public String deviceCommand(String service, String device, String command, String method) {
        return String.join("/", base, "device/command/request", name(service), name(device), name(command), method);
    }

    /** The filter for all commands to one device service. */
    public String deviceCommandsTo(String service) {
        return String.join("/", base, "device/command/request", name(service), "#");
    }

    /** The filter for all commands to core-command: {@code edgex/core/command/request/DEVICE/COMMAND/METHOD}. */
    public String coreCommands() {
        return base + "/core/command/request/#";
    }

    /** The filter for what core-command is asked about: {@code edgex/core/commandquery/request/DEVICE}, or {@code all}. */
    public String coreCommandQueries() {
        return base + "/core/commandquery/request/#";
    }

    /** Where core-metadata asks a device service whether a device is acceptable. */
    public String validateDevice(String service) {
        return String.join("/", base, name(service), "validate/device");
    }

    /** Where a service answers the request of that id. */
    public String response(String service, String requestId) {
        return String.join("/", base, "response", name(service), requestId);
    }

    /** Where a service reports a metric. */
    public String telemetry(String service, String metric) {
        return String.join("/", base, "telemetry", service, metric);
    }

    /** A level of a received topic as the name that it stands for: itself where it was not escaped, such as {@code 50%}. */
    public static String decoded(String level) {
        return ESCAPED.matcher(level).matches()
                ? URLDecoder.decode(level.replace("+", "%2B"), StandardCharsets.UTF_8)
                : level;
    }

    private String name(String name) {
        return escapeNames ? escaped(name) : name;
    }

    private static String escaped(String name) {
        var out = new StringBuilder(name.length() + 16);
        for (var b : name.getBytes(StandardCharsets.UTF_8)) {
            var c = (char) (b & 0xff);
            var bare = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
            if (bare || UNESCAPED.indexOf(c) >= 0) {
                out.append(c);
            } else {
                out.append(String.format(Locale.ROOT, "%%%02X", (int) c));
            }
        }
        return out.toString();
    }
}
