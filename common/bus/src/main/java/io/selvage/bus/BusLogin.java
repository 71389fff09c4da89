package io.selvage.bus;

import java.util.Map;
import java.util.TreeMap;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What is shown to a broker when a connection is made.
 *
 * @param username empty for none
 * @param password empty for none
 * @param tls keys and trust for a protocol over TLS; null for those of the JVM
 */
public record BusLogin(
        String username, String password, @Nullable SSLContext tls) {

    /** The user and the password of {@code MessageBus.Optional}, whose keys may have any letter case. */
    public static BusLogin of(Map<String, String> optional, @Nullable SSLContext tls) {
        var byName = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        byName.putAll(optional);
        return new BusLogin(byName.getOrDefault("Username", ""), byName.getOrDefault("Password", ""), tls);
    }

    /** Names no password. */
    @Override
    public String toString() {
        return "BusLogin[" + username + "]";
    }
}
