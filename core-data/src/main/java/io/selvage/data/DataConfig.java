package io.selvage.data;

import io.selvage.service.ClientInfo;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import io.selvage.store.DatabaseInfo;
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
        @DefaultValue Map<String, ClientInfo> clients,
        @DefaultValue Retention retention,
        @DefaultValue Sharing sharing)
        implements RunningConfig {

    /**
     * What may change while the service runs.
     *
     * @param persistData whether events are stored, or only passed on
     * @param eventPurge whether the events of a device go when the device is deleted
     */
    public record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue("true") boolean persistData,
            @DefaultValue("false") boolean eventPurge) {}

    /**
     * Several processes that share the load of one PostgreSQL.
     *
     * @param session client id under which that process which has the lead takes events from the broker, the same for all;
     *     empty where this process is the only one
     */
    public record Sharing(@DefaultValue("") String session) {}

    /**
     * How long events are kept: each AutoEvent of a device may say otherwise.
     *
     * @param interval Go duration between two looks; 0 or less for none
     * @param defaultMaxCap events of a source from which on some go; 0 or less to look whatever their number
     * @param defaultMinCap events of a source that are kept however old; 0 or less for none
     * @param defaultDuration Go duration, days allowed, after which an event may go; 0 to go by numbers alone
     * @param maxDisk what the database may take: bytes, {@code 10GB}, or {@code 80%} of the file system; 0 for no bound
     */
    public record Retention(
            @DefaultValue("10m") String interval,
            @DefaultValue("-1") long defaultMaxCap,
            @DefaultValue("1") long defaultMinCap,
            @DefaultValue("168h") String defaultDuration,
            @DefaultValue("80%") String maxDisk) {}
}
