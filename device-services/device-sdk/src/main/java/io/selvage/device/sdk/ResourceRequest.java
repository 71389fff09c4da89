package io.selvage.device.sdk;

import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A resource to read.
 *
 * @param resource as the device's profile describes it
 * @param attributes those of the profile; and the query of the command, if it had one, as {@link #URL_RAW_QUERY}
 */
public record ResourceRequest(DeviceResource resource, Map<String, @Nullable Object> attributes) {

    /** The attribute that carries the query of a command without EdgeX's own {@code ds-} parameters. */
    public static final String URL_RAW_QUERY = "urlRawQuery";

    public ResourceRequest {
        attributes = Immutable.map(attributes);
    }

    /** A request with the attributes of the profile alone. */
    public static ResourceRequest of(DeviceResource resource) {
        return new ResourceRequest(resource, resource.attributes());
    }

    public String resourceName() {
        return resource.name();
    }

    /** The type that the driver's value must have. */
    public ValueType type() {
        return resource.properties().valueType();
    }
}
