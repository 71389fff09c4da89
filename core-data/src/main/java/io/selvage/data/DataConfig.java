package io.selvage.data;

import io.selvage.service.ClientInfo;
import io.selvage.service.DatabaseInfo;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * EdgeX's configuration of core-data.
 *
 * @param maxEventSize KB of the body of an event; 0 for no limit
 */
public record DataConfig(
        @DefaultValue Writable writable,
        @DefaultValue("25000") long maxEventSize,
        @DefaultValue ServiceInfo service,
        @DefaultValue MessageBusInfo messageBus,
        @DefaultValue DatabaseInfo database,
        @DefaultValue Map<String, ClientInfo> clients)
        implements RunningConfig {

    /**
     * What may change while the service runs.
     *
     * @param persistData whether events are stored, or only passed on
     */
    public record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue("true") boolean persistData) {}
}
