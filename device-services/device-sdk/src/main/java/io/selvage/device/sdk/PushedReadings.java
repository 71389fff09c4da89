package io.selvage.device.sdk;

import io.selvage.contracts.error.Required;
import io.selvage.contracts.json.Immutable;
import java.util.Map;

/**
 * What a device sent by itself.
 *
 * @param sourceName the resource or command that the values belong to
 * @param origin when it was measured, ns since the epoch; 0 stands for now
 * @param values by the name of their resource, in the order of the event; at least one
 */
public record PushedReadings(String deviceName, String sourceName, long origin, Map<String, Value> values) {

    public PushedReadings {
        Required.text(deviceName, "PushedReadings.deviceName");
        Required.text(sourceName, "PushedReadings.sourceName");
        values = Immutable.map(values);
        if (values.isEmpty()) {
            throw Required.invalid("PushedReadings.values field should not be empty");
        }
    }

    /** One value of one resource, measured now. */
    public static PushedReadings of(String deviceName, String resourceName, Value value) {
        return new PushedReadings(deviceName, resourceName, 0, Map.of(resourceName, value));
    }
}
