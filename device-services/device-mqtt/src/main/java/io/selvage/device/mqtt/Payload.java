package io.selvage.device.mqtt;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.EdgeJson;
import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.ResourceWrite;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.value.ReceivedValues;
import io.selvage.device.sdk.value.SentValues;
import io.selvage.device.sdk.value.ValueFit;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** What messages hold: {@code {"RESOURCE": VALUE, ...}}, or of a single resource the value alone. */
final class Payload {

    private Payload() {}

    /** The payload that sets a resource. */
    static byte[] of(ResourceWrite write) {
        var value = SentValues.json(write.value(), write.type());
        return EdgeJson.mapper().writeValueAsBytes(Collections.singletonMap(write.resourceName(), value));
    }

    /** The value in a device's answer, which must be an object with the name of the resource. */
    static Value answered(byte[] payload, DeviceResource resource) {
        var values = object(payload);
        if (!values.containsKey(resource.name())) {
            throw Required.invalid(
                    "the device's answer is no JSON object with the field " + resource.name() + ": " + shown(payload));
        }
        return value(values.get(resource.name()), resource);
    }

    /**
     * The values of all resources, by name; refused where one is missing or none of its type.
     *
     * @param resources one, which may stand alone, or several
     */
    static Map<String, Value> received(byte[] payload, List<DeviceResource> resources) {
        var values = object(payload);
        if (resources.size() == 1) {
            var only = resources.getFirst();
            var named = values.containsKey(only.name());
            return Map.of(only.name(), named ? value(values.get(only.name()), only) : alone(payload, only));
        }
        var received = new LinkedHashMap<String, Value>();
        for (var resource : resources) {
            if (!values.containsKey(resource.name())) {
                throw Required.invalid(
                        "it is no JSON object with the field " + resource.name() + ": " + shown(payload));
            }
            received.put(resource.name(), value(values.get(resource.name()), resource));
        }
        return received;
    }

    private static Value alone(byte[] payload, DeviceResource resource) {
        return resource.properties().valueType() == ValueType.BINARY
                ? bytes(payload, resource)
                : value(ReceivedValues.text(payload, resource.name()), resource);
    }

    private static Value bytes(byte[] payload, DeviceResource resource) {
        if (payload.length > ValueFit.MAX_BINARY_BYTES) {
            throw Required.invalid("resource " + resource.name() + ": " + payload.length + " bytes are too many");
        }
        return new Value.Bytes(payload);
    }

    private static Value value(@Nullable Object received, DeviceResource resource) {
        return ReceivedValues.parse(received, resource.properties().valueType(), resource.name());
    }

    /** The fields of a JSON object; none where it is another payload. */
    @SuppressWarnings("unchecked") // what Jackson makes of every JSON object
    private static Map<String, @Nullable Object> object(byte[] payload) {
        try {
            return EdgeJson.mapper().readValue(payload, Object.class) instanceof Map<?, ?> map
                    ? (Map<String, @Nullable Object>) map
                    : Map.of();
        } catch (JacksonException | EdgeException e) {
            return Map.of();
        }
    }

    private static String shown(byte[] payload) {
        return "'" + new String(payload, 0, Math.min(payload.length, 60), StandardCharsets.UTF_8) + "'";
    }
}
