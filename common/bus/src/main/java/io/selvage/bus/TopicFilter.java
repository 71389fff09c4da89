package io.selvage.bus;

import io.selvage.contracts.error.Required;

/**
 * An MQTT topic filter: {@code +} stands for one level, a last {@code #} for the level before it and all below.
 *
 * @param text the filter as on the wire
 */
public record TopicFilter(String text) {

    private static final String SHARED = "$share/";

    public TopicFilter {
        Required.text(text, "topic filter");
        var hash = text.indexOf('#');
        if (hash >= 0 && (hash != text.length() - 1 || (hash > 0 && text.charAt(hash - 1) != '/'))) {
            throw Required.invalid("'#' stands only for the last level of a topic filter: " + text);
        }
        for (var plus = text.indexOf('+'); plus >= 0; plus = text.indexOf('+', plus + 1)) {
            var before = plus == 0 || text.charAt(plus - 1) == '/';
            var after = plus == text.length() - 1 || text.charAt(plus + 1) == '/';
            if (!before || !after) {
                throw Required.invalid("'+' stands only for a whole level of a topic filter: " + text);
            }
        }
    }

    public static TopicFilter of(String text) {
        return new TopicFilter(text);
    }

    /** The filter for one topic; CONTRACT_INVALID where the topic holds a wildcard. */
    public static TopicFilter exactly(String topic) {
        if (topic.indexOf('#') >= 0 || topic.indexOf('+') >= 0) {
            throw Required.invalid("a topic must not hold '#' or '+': " + topic);
        }
        return new TopicFilter(topic);
    }

    /**
     * The same filter shared: of all subscribers that give the same group name, each message goes to one. Only a broker
     * can do that; inside one JVM every subscriber gets it.
     */
    public TopicFilter sharedBy(String group) {
        if (group.isBlank() || group.indexOf('/') >= 0) {
            throw Required.invalid("a group that shares a subscription has a name without '/', not '" + group + "'");
        }
        return new TopicFilter(SHARED + group + "/" + text);
    }

    /** The filter as on the wire without a group that shares it. */
    public String unshared() {
        return text.startsWith(SHARED) ? text.substring(text.indexOf('/', SHARED.length()) + 1) : text;
    }

    /** Whether a message on the topic is meant. A leading wildcard means no broker's own topics ({@code $SYS}). */
    public boolean matches(String topic) {
        return matches(unshared(), topic);
    }

    private static boolean matches(String text, String topic) {
        if (topic.startsWith("$") && text.charAt(0) != '$') {
            return false;
        }
        var f = 0;
        var t = 0;
        while (f < text.length()) {
            var c = text.charAt(f);
            if (c == '#') {
                return true;
            }
            if (c == '+') {
                while (t < topic.length() && topic.charAt(t) != '/') {
                    t++;
                }
                f++;
            } else if (t < topic.length() && topic.charAt(t) == c) {
                f++;
                t++;
            } else {
                return t == topic.length() && text.startsWith("/#", f) && f + 2 == text.length();
            }
        }
        return t == topic.length();
    }
}
