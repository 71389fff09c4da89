package io.selvage.service;

import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code MessageBus}.
 *
 * @param type {@code mqtt} or {@code redis}; the box brings its own bus and ignores it
 * @param authMode {@code none}, {@code usernamepassword}, {@code clientcert} or {@code cacert}
 * @param secretName the secret that holds what {@code authMode} asks for
 * @param optional settings of the transport: {@code ClientId}, {@code Qos}, {@code KeepAlive}, {@code CleanSession} ...
 */
public record MessageBusInfo(
        @DefaultValue("mqtt") String type,
        @DefaultValue("tcp") String protocol,
        @DefaultValue("localhost") String host,
        @DefaultValue("1883") int port,
        @DefaultValue("none") String authMode,
        @DefaultValue("mqtt-bus") String secretName,
        @DefaultValue("edgex") String baseTopicPrefix,
        @DefaultValue Map<String, String> optional) {}
