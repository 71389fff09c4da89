package io.selvage.device.sdk;

import io.selvage.contracts.json.Immutable;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A value to write.
 *
 * @param resource as the device's profile describes it
 * @param attributes as in {@link ResourceRequest}
 * @param value of the resource's type and in its range, already transformed to what the device holds; or {@link
 *     Value.Null}
 */
public record ResourceWrite(DeviceResource resource, Map<String, @Nullable Object> attributes, Value value) {

    public ResourceWrite {
        attributes = Immutable.map(attributes);
    }

    /** A write with the attributes of the profile alone. */
    public static ResourceWrite of(DeviceResource resource, Value value) {
        return new ResourceWrite(resource, resource.attributes(), value);
    }

    public String resourceName() {
        return resource.name();
    }

    public ValueType type() {
        return resource.properties().valueType();
    }
}
