package io.selvage.device.sdk.command;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The query of a command: EdgeX's own parameters, and the rest for the driver.
 *
 * @param push whether the event of a read is also published
 * @param answer whether the event of a read is answered
 * @param regex whether the command's name may be a regular expression
 * @param forDriver all parameters that do not begin with {@code ds-}, sorted and encoded
 */
record CommandQuery(boolean push, boolean answer, boolean regex, String forDriver) {

    private static final String RESERVED = "ds-";

    /** As device services read it from a URL. */
    static CommandQuery ofUrl(Map<String, List<String>> query) {
        var answer = first(query, "ds-returnevent");
        var forDriver = new TreeMap<>(query)
                .entrySet().stream()
                        .filter(entry -> !entry.getKey().startsWith(RESERVED))
                        .flatMap(entry ->
                                entry.getValue().stream().map(value -> encoded(entry.getKey()) + "=" + encoded(value)))
                        .collect(Collectors.joining("&"));
        return new CommandQuery(
                first(query, "ds-pushevent").equals("true"),
                answer.isEmpty() || answer.equals("true"),
                !first(query, "ds-regexcmd").equals("false"),
                forDriver);
    }

    /** As device services read it from an envelope. */
    static CommandQuery ofEnvelope(Map<String, String> query) {
        var lists = query.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> List.of(entry.getValue())));
        var ofUrl = ofUrl(lists);
        return new CommandQuery(
                ofUrl.push(), !"false".equals(query.get("ds-returnevent")), ofUrl.regex(), ofUrl.forDriver());
    }

    private static String first(Map<String, List<String>> query, String name) {
        var values = query.getOrDefault(name, List.of());
        return values.isEmpty() || values.getFirst() == null ? "" : values.getFirst();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
