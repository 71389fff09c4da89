package io.selvage.mqtt;

import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * What a client shows to a broker, and what it believes.
 *
 * @param username empty for none
 * @param tls keys and trust for an address over TLS; null for those of the JVM
 */
public record MqttLogin(
        String username, String password, @Nullable SSLContext tls) {

    /** Names no password. */
    @Override
    public String toString() {
        return "MqttLogin[" + username + "]";
    }
}
