package io.selvage.device.sdk.config;

import io.selvage.service.ClientInfo;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What a device service runs with.
 *
 * @param maxEventSize KB of an encoded event; 0 for no limit
 * @param driver settings of the driver, free in name
 */
public record DeviceServiceConfig(
        @DefaultValue Writable writable,
        ServiceInfo service,
        MessageBusInfo messageBus,
        @DefaultValue Map<String, ClientInfo> clients,
        @DefaultValue("0") long maxEventSize,
        @DefaultValue DeviceInfo device,
        @DefaultValue Map<String, String> driver)
        implements RunningConfig {

    /** The section {@code Writable}. */
    public record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue ReadingInfo reading) {}

    /**
     * The section {@code Writable.Reading}.
     *
     * @param readingUnits whether readings carry the units of their resource
     */
    public record ReadingInfo(@DefaultValue("true") boolean readingUnits) {}
}
