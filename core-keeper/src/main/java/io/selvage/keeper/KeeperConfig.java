package io.selvage.keeper;

import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import io.selvage.store.DatabaseInfo;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** EdgeX's configuration of core-keeper, which is its own: no other keeper has it. */
public record KeeperConfig(
        @DefaultValue Writable writable,
        @DefaultValue ServiceInfo service,
        @DefaultValue MessageBusInfo messageBus,
        @DefaultValue DatabaseInfo database)
        implements RunningConfig {

    /** What may change while the service runs. */
    public record Writable(@DefaultValue("INFO") String logLevel) {}
}
