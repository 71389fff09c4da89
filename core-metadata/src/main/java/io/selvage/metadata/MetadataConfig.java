package io.selvage.metadata;

import io.selvage.service.ClientInfo;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import io.selvage.store.DatabaseInfo;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** EdgeX's configuration of core-metadata. */
public record MetadataConfig(
        @DefaultValue Writable writable,
        @DefaultValue ServiceInfo service,
        @DefaultValue UnitsFile uoM,
        @DefaultValue MessageBusInfo messageBus,
        @DefaultValue DatabaseInfo database,
        @DefaultValue Map<String, ClientInfo> clients)
        implements RunningConfig {

    /**
     * What may change while the service runs.
     *
     * @param maxDevices most devices; 0 for no limit
     * @param maxResources most resources of all devices together; 0 for no limit
     */
    public record Writable(
            @DefaultValue("INFO") String logLevel,
            @DefaultValue("0") int maxDevices,
            @DefaultValue("0") int maxResources,
            @DefaultValue ProfileChange profileChange,
            @DefaultValue UnitsCheck uoM) {}

    /**
     * Which changes of profiles are refused.
     *
     * @param strictDeviceProfileChanges replacing a profile, and deleting parts of one
     * @param strictDeviceProfileDeletes deleting a profile
     */
    public record ProfileChange(
            @DefaultValue("false") boolean strictDeviceProfileChanges,
            @DefaultValue("false") boolean strictDeviceProfileDeletes) {}

    /**
     * Whether units are checked.
     *
     * @param validation whether a resource's units must be among those of the units file
     */
    public record UnitsCheck(@DefaultValue("false") boolean validation) {}

    /**
     * Where the units of measure stand.
     *
     * @param uoMFile a path or URL of a YAML file; empty for no units and no check
     */
    public record UnitsFile(@DefaultValue("") String uoMFile) {}
}
