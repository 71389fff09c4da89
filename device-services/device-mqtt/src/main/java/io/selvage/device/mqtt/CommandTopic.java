package io.selvage.device.mqtt;

import io.selvage.contracts.device.Device;
import io.selvage.device.sdk.Settings;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where a device takes commands: its protocol properties under {@code mqtt}.
 *
 * @param timeout of each answer; null for that of the configuration
 */
record CommandTopic(String topic, @Nullable Duration timeout) {

    private static final String PROTOCOL = "mqtt";
    private static final String KEY = "CommandTopic";

    /** The device's topic; CONTRACT_INVALID where its properties cannot work. */
    static CommandTopic of(Device device) {
        var settings = Settings.of(device, PROTOCOL);
        var topic = settings.string(KEY);
        if (topic.indexOf('+') >= 0 || topic.indexOf('#') >= 0 || topic.indexOf('\0') >= 0) {
            throw settings.invalid(KEY + " '" + topic + "' must not hold + or #: commands are published to it");
        }
        return new CommandTopic(topic, settings.has("Timeout") ? settings.timeout("Timeout") : null);
    }
}
