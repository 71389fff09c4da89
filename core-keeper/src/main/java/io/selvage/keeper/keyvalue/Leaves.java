package io.selvage.keeper.keyvalue;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is stored of a JSON value: text under keys. */
final class Leaves {

    private Leaves() {}

    /** The members of the value under keys below the key, at whatever depth: no nulls, and lists as empty text. */
    static Map<String, String> below(String key, Object value) {
        var leaves = new LinkedHashMap<String, String>();
        collect(leaves, key, value);
        return leaves;
    }

    private static void collect(Map<String, String> leaves, String key, @Nullable Object value) {
        switch (value) {
            case null -> {
                // nothing to keep
            }
            case Map<?, ?> members -> members.forEach((name, member) -> collect(leaves, joined(key, name), member));
            case List<?> _ -> leaves.put(key, "");
            default -> leaves.put(key, text(value));
        }
    }

    private static String joined(String key, @Nullable Object name) {
        if ("".equals(name)) {
            throw Required.invalid("a member of the object below '" + key + "' has no name");
        }
        return (key + "/" + name).replaceAll("/{2,}", "/");
    }

    /** The value as text; CONTRACT_INVALID for a number beyond all doubles. Numbers are without exponent, as Go's strconv writes them; objects and lists as JSON. */
    static String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Boolean flag -> flag.toString();
            case Double number
            when !Double.isFinite(number) -> throw Required.invalid("the value is a number that is too large");
            case Double number -> plain(BigDecimal.valueOf(number));
            case BigDecimal number -> plain(number);
            case Number number -> number.toString();
            default -> EdgeJson.mapper().writeValueAsString(value);
        };
    }

    private static String plain(BigDecimal number) {
        return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
    }
}
