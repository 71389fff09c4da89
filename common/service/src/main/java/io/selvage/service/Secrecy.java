package io.selvage.service;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keeps what a running configuration holds of secrets out of what {@code GET /config} shows to everybody. */
final class Secrecy {

    private static final String HIDDEN = "******";
    private static final Pattern USER_INFO = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]*://)[^/?#]*@");
    private static final List<String> SECRET_ENDINGS =
            List.of("password", "passphrase", "token", "secret", "apikey", "clientkey", "keypemblock");

    /** A section of secrets within {@code Writable}. */
    private static final String SECRETS = "insecuresecrets.";

    private Secrecy() {}

    /** Hides the values of keys that end in a word for a secret, at whatever depth: {@code MessageBus.Optional.Password}. */
    static JsonNode hidden(JsonNode config) {
        switch (config) {
            case ObjectNode section -> {
                for (var key : List.copyOf(section.propertyNames())) {
                    var value = section.path(key);
                    if (isSecret(key)
                            && value.isValueNode()
                            && !value.asString("").isEmpty()) {
                        section.put(key, HIDDEN);
                    } else if (value.isString()) {
                        section.put(key, withoutUserInfo(value.asString("")));
                    } else {
                        hidden(value);
                    }
                }
            }
            case ArrayNode list -> list.forEach(Secrecy::hidden);
            default -> {
                // a value whose key was looked at
            }
        }
        return config;
    }

    /** The text; where it is an address, without the name and password that stand before its host. */
    static String withoutUserInfo(String text) {
        return USER_INFO.matcher(text).replaceFirst("$1" + HIDDEN + "@");
    }

    /** Whether the key ends in a word for a secret, or is in a section of secrets. */
    static boolean isSecret(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return isInSecrets(key) || SECRET_ENDINGS.stream().anyMatch(lower::endsWith);
    }

    /** Whether the key is in a section of secrets. */
    static boolean isInSecrets(String key) {
        return key.toLowerCase(Locale.ROOT).contains(SECRETS);
    }
}
