package io.selvage.bus.redis;

import io.selvage.bus.TopicFilter;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Topics as channels of Redis, whose levels end in dots. A pattern's star stands for any number of levels, so that more
 * comes than is meant; and a name with a dot in it cannot be told from two levels.
 *
 * @param names of single channels
 * @param patterns of Redis; where there are two, some channels fit both
 */
record Channels(List<String> names, List<String> patterns) {

    private static final Pattern SPECIAL = Pattern.compile("[\\\\*?\\[\\]]");

    /** Where all that the filter means comes. */
    static Channels of(TopicFilter filter) {
        var text = filter.unshared();
        var parent = text.endsWith("/#") ? text.substring(0, text.length() - 2) : "";
        if (text.indexOf('+') < 0 && text.indexOf('#') < 0) {
            return new Channels(List.of(channel(text)), List.of());
        }
        if (parent.isEmpty()) {
            return new Channels(List.of(), List.of(pattern(text)));
        }
        if (parent.indexOf('+') < 0) {
            return new Channels(List.of(channel(parent)), List.of(pattern(text)));
        }
        return parent.endsWith("+")
                ? new Channels(List.of(), List.of(pattern(parent))) // its star stands for all below too
                : new Channels(List.of(), List.of(pattern(parent), pattern(text)));
    }

    /** Whether a message that came by the pattern comes by the other one too, which is the one that counts. */
    boolean isTwice(String pattern, String channel) {
        return patterns.size() == 2 && pattern.equals(patterns.getLast()) && matches(patterns.getFirst(), channel);
    }

    /** The channel of a topic. */
    static String channel(String topic) {
        return topic.replace('/', '.');
    }

    /** The topic of a channel, if no name in it has a dot. */
    static String topic(String channel) {
        return channel.replace('.', '/');
    }

    private static String pattern(String filter) {
        return Stream.of(filter.split("/", -1))
                .map(level -> level.equals("+") || level.equals("#")
                        ? "*"
                        : SPECIAL.matcher(level).replaceAll("\\\\$0"))
                .collect(Collectors.joining("."));
    }

    /** As Redis compares, for patterns made here. */
    private static boolean matches(String pattern, String channel) {
        Function<String, String> literal = part -> Pattern.quote(part.replaceAll("\\\\(.)", "$1"));
        var parts = pattern.split("(?<!\\\\)\\*", -1);
        var regex = Stream.of(parts).map(literal).collect(Collectors.joining(".*"));
        return Pattern.compile(regex, Pattern.DOTALL).matcher(channel).matches();
    }
}
