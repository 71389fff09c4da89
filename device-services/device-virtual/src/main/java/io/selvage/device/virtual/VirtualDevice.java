package io.selvage.device.virtual;

import io.selvage.contracts.profile.DeviceResource;
import io.selvage.contracts.value.ValueType;
import io.selvage.device.sdk.Value;
import io.selvage.device.sdk.value.ValueParser;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What one virtual device holds. A resource gives random values until it is written, or until its flag {@code
 * EnableRandomization_NAME} is written false: then it gives the last value. Strings and objects are never random.
 */
final class VirtualDevice {

    private static final String FLAG = "EnableRandomization_";

    private final Map<String, Value> values = new HashMap<>();
    private final Set<String> fixed = new HashSet<>();

    Value read(DeviceResource resource) {
        var type = resource.properties().valueType();
        var name = resource.name();
        if (type == ValueType.BINARY) {
            return RandomValues.bytes();
        }
        if (RandomValues.exist(type) && !fixed.contains(name)) {
            values.put(name, RandomValues.of(resource.properties()));
        }
        return values.computeIfAbsent(name, _ -> standard(resource));
    }

    private static Value standard(DeviceResource resource) {
        var text = resource.properties().defaultValue();
        return text == null || text.isEmpty()
                ? new Value.Null()
                : ValueParser.parse(text, resource.properties().valueType());
    }

    void write(String resource, Value value) {
        if (resource.startsWith(FLAG) && value instanceof Value.Bool(var random)) {
            var name = resource.substring(FLAG.length());
            if (random) {
                fixed.remove(name);
            } else {
                fixed.add(name);
            }
        } else {
            values.put(resource, value);
            fixed.add(resource);
        }
    }
}
