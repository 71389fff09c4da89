package io.selvage.device.sdk.command;

import io.selvage.contracts.command.DiscoveryApi;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.DeviceStates;
import org.springframework.web.bind.annotation.RestController;

/** Discovery over REST; drivers cannot discover yet. */
@RestController
final class DiscoveryController implements DiscoveryApi {

    private final DeviceStates states;
    private final boolean enabled;

    DiscoveryController(DeviceStates states, DeviceServiceConfig config) {
        this.states = states;
        this.enabled = config.device().discovery().enabled();
    }

    @Override
    public BaseResponse discover() {
        states.requireUnlockedService();
        if (!enabled) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "device discovery disabled");
        }
        throw new EdgeException(ErrorKind.NOT_IMPLEMENTED, "the driver of this service cannot discover devices");
    }
}
