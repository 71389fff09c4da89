package io.selvage.contracts.json;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.value.GoNumbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Free-form JSON as maps, lists, strings, numbers (integers exact), booleans, bytes and null. */
public final class JsonTree {

    private JsonTree() {}

    /** Reads the value whose first token is current; the parser stands on its last token afterwards. */
    public static @Nullable Object read(JsonParser json) {
        return switch (json.currentToken()) {
            case START_OBJECT -> {
                var map = new LinkedHashMap<String, @Nullable Object>();
                for (var name = json.nextName(); name != null; name = json.nextName()) {
                    json.nextToken();
                    map.put(name, read(json));
                }
                yield map;
            }
            case START_ARRAY -> {
                var list = new ArrayList<@Nullable Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    list.add(read(json));
                }
                yield list;
            }
            case VALUE_STRING -> json.getString();
            case VALUE_NUMBER_INT -> json.getNumberValue();
            case VALUE_NUMBER_FLOAT -> finite(json);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_EMBEDDED_OBJECT -> json.getBinaryValue();
            default -> null;
        };
    }

    private static double finite(JsonParser json) {
        var number = json.getDoubleValue();
        if (Double.isFinite(number)) {
            return number;
        }
        throw Required.invalid("a number is no float64");
    }

    /** The text that Go's {@code %v} makes of decoded JSON: numbers by way of a float64, {@code [1 2]}, {@code map[a:1]}. */
    public static String goText(@Nullable Object value) {
        return switch (value) {
            case null -> "<nil>";
            case Number number -> GoNumbers.general(number.doubleValue());
            case List<?> list -> list.stream().map(JsonTree::goText).collect(Collectors.joining(" ", "[", "]"));
            case Map<?, ?> map ->
                new TreeMap<>(map)
                        .entrySet().stream()
                                .map(entry -> entry.getKey() + ":" + goText(entry.getValue()))
                                .collect(Collectors.joining(" ", "map[", "]"));
            default -> String.valueOf(value);
        };
    }
}
