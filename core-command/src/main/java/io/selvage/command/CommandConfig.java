package io.selvage.command;

import io.selvage.service.ClientInfo;
import io.selvage.service.MessageBusInfo;
import io.selvage.service.RunningConfig;
import io.selvage.service.ServiceInfo;
import java.util.Map;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** EdgeX's configuration of core-command. {@code Service.RequestTimeout} bounds each command. */
public record CommandConfig(
        @DefaultValue Writable writable,
        @DefaultValue ServiceInfo service,
        @DefaultValue MessageBusInfo messageBus,
        @DefaultValue Map<String, ClientInfo> clients,
        @DefaultValue ExternalMqttInfo externalMQTT,
        @DefaultValue ExternalCommandInfo externalCommand)
        implements RunningConfig {

    /** What may change while the service runs. */
    public record Writable(@DefaultValue("INFO") String logLevel) {}

    /**
     * The section {@code ExternalCommand}.
     *
     * @param maxConcurrentRequests commands over the external broker at once; 32 where it is not above 0
     */
    public record ExternalCommandInfo(@DefaultValue("32") int maxConcurrentRequests) {}
}
