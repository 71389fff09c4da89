package io.selvage.service;

import io.selvage.contracts.error.Required;
import org.jspecify.annotations.Nullable;

/** Query parameters that say yes or no. */
public final class Flags {

    private Flags() {}

    /** The words that Go's strconv.ParseBool knows; false where the parameter is absent or empty; CONTRACT_INVALID else. */
    public static boolean parse(String name, @Nullable String text) {
        return switch (text) {
            case null -> false;
            case "", "0", "f", "F", "false", "FALSE", "False" -> false;
            case "1", "t", "T", "true", "TRUE", "True" -> true;
            default -> throw Required.invalid("the parameter " + name + " is true or false, not '" + text + "'");
        };
    }
}
