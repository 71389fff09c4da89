package io.selvage.service;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The section {@code MessageBus}.
 *
 * @param type {@code mqtt}; the box brings its own bus and ignores it
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
        @JsonIgnore @DefaultValue Map<String, String> optional) {

    /** {@code optional} without the password, as {@code GET /config} shows it. */
    @JsonProperty("Optional")
    public Map<String, String> shownOptional() {
        var shown = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        shown.putAll(optional);
        shown.remove("Password");
        return shown;
    }
}
