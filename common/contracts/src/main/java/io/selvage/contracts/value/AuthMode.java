package io.selvage.contracts.value;

import io.selvage.contracts.error.Required;

/** What a client shows to a broker, or asks of it: EdgeX's {@code AuthMode}. */
public enum AuthMode {
    NONE,
    USERNAMEPASSWORD,
    CLIENTCERT,
    CACERT;

    /**
     * The mode of that name in any letter case; {@link #NONE} for an empty one.
     *
     * @param key under which the name stands; CONTRACT_INVALID says that it is wrong there
     */
    public static AuthMode of(String key, String name) {
        if (name.isEmpty()) {
            return NONE;
        }
        for (var mode : values()) {
            if (mode.name().equalsIgnoreCase(name)) {
                return mode;
            }
        }
        throw Required.invalid(key + " must be none, usernamepassword, clientcert or cacert, not '" + name + "'");
    }
}
