package io.selvage.command;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code ExternalMQTT}: a broker outside, over which others command devices.
 *
 * @param url {@code tcp://HOST:PORT}, or {@code ssl://HOST:PORT} over TLS
 * @param connectTimeout Go duration
 * @param autoReconnect as in EdgeX's files; a lost broker is dialled again in any case
 * @param keepAlive seconds
 * @param secretName the secret that holds what {@code authMode} needs, read for each connection: {@code username}, {@code password}, and
 *     in PEM {@code cacert}, {@code clientcert} and {@code clientkey}
 * @param authMode {@code none}, {@code usernamepassword}, {@code clientcert} or {@code cacert}
 */
public record ExternalMqttInfo(
        @DefaultValue("false") boolean enabled,
        @DefaultValue("tcp://localhost:1883") String url,
        @DefaultValue("ex-core-command") String clientId,
        @DefaultValue("5s") String connectTimeout,
        @DefaultValue("true") boolean autoReconnect,
        @DefaultValue("10") int keepAlive,
        @DefaultValue("0") int qoS,
        @DefaultValue("true") boolean retain,
        @DefaultValue("false") boolean skipCertVerify,
        @DefaultValue("mqtt") String secretName,
        @DefaultValue("none") String authMode,
        @DefaultValue Topics topics) {

    /**
     * The topics there.
     *
     * @param commandRequestTopic filter of topics that end in {@code DEVICE/COMMAND/METHOD}
     * @param commandResponseTopicPrefix answered below it, on {@code DEVICE/COMMAND/METHOD}
     * @param commandQueryRequestTopic filter of topics that end in a device's name, or in {@code all}
     */
    public record Topics(
            @DefaultValue("edgex/command/request/#") String commandRequestTopic,
            @DefaultValue("edgex/command/response") String commandResponseTopicPrefix,
            @DefaultValue("edgex/commandquery/request/#") String commandQueryRequestTopic,
            @DefaultValue("edgex/commandquery/response") String commandQueryResponseTopic) {}
}
