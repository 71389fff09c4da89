package io.selvage.device.rest;

import io.selvage.contracts.device.Device;
import io.selvage.contracts.error.Required;
import io.selvage.device.sdk.ResourceRequest;
import io.selvage.device.sdk.Settings;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a device listens for commands: its protocol properties under {@code REST}.
 *
 * @param root of the URLs of its resources, with a slash at the end
 * @param timeout of a whole request
 */
record EndDevice(String root, Duration timeout) {

    static final String PROTOCOL = "REST";

    private static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(5);

    /** The device's end; CONTRACT_INVALID where its properties cannot work. */
    static EndDevice of(Device device) {
        var settings = Settings.of(device, PROTOCOL);
        var host = settings.text("Host");
        var authority = host.indexOf(':') >= 0 && !host.startsWith("[") ? "[" + host + "]" : host;
        var root = "http://" + authority + ":" + settings.integer("Port", 1, 65_535) + path(settings);
        try {
            if (URI.create(root).getHost() == null) {
                throw settings.invalid("Host '" + host + "' is no name of a host");
            }
        } catch (IllegalArgumentException e) {
            throw settings.invalid("no URL can be made of Host and Path: " + e.getMessage());
        }
        return new EndDevice(root, settings.has("Timeout") ? settings.timeout("Timeout") : DEFAULT_TIMEOUT);
    }

    /** EdgeX wants the property and lets it be empty. */
    private static String path(Settings settings) {
        var path =
                settings.has("Path") ? String.valueOf(settings.required("Path")).strip() : "";
        var start = path.startsWith("/") ? 1 : 0;
        var end = path.endsWith("/") ? path.length() - 1 : path.length();
        return start < end ? "/" + path.substring(start, end) + "/" : "/";
    }

    /** The URL of the resource, with the query of the command; CONTRACT_INVALID where that is none. */
    URI urlOf(String resourceName, Map<String, @Nullable Object> attributes) {
        var name = URLEncoder.encode(resourceName, StandardCharsets.UTF_8).replace("+", "%20");
        var query = attributes.get(ResourceRequest.URL_RAW_QUERY);
        try {
            return URI.create(root + name + (query == null ? "" : "?" + query));
        } catch (IllegalArgumentException e) {
            throw Required.invalid("the query '" + query + "' cannot be passed on: " + e.getMessage());
        }
    }
}
