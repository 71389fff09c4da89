package io.selvage.device.sdk.discovery;

import io.selvage.contracts.command.DiscoveryApi;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;
import io.selvage.device.sdk.config.DeviceServiceConfig;
import io.selvage.device.sdk.inventory.DeviceStates;
import io.selvage.service.CorrelationId;
import org.springframework.http.HttpStatus;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Searches for devices over REST. */
@RestController
final class DiscoveryController implements DiscoveryApi {

    private final DeviceStates states;
    private final Discovery discovery;
    private final boolean enabled;

    DiscoveryController(DeviceStates states, Discovery discovery, DeviceServiceConfig config) {
        this.states = states;
        this.discovery = discovery;
        this.enabled = config.device().discovery().enabled();
    }

    @Override
    @ResponseStatus(HttpStatus.ACCEPTED)
    public BaseResponse discover() {
        states.requireUnlockedService();
        if (!enabled) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, "device discovery disabled");
        }
        states.requireReady();
        var id = CorrelationId.current();
        var _ = discovery.start(id);
        return new BaseResponse(ApiVersion.V3, id, "Device Discovery is triggered.", HttpStatus.ACCEPTED.value());
    }

    @Override
    public BaseResponse stop(MultiValueMap<String, String> options) {
        discovery.stop(null, options);
        return BaseResponse.of(null, HttpStatus.OK.value());
    }

    @Override
    public BaseResponse stop(String id, MultiValueMap<String, String> options) {
        discovery.stop(id, options);
        return BaseResponse.of(id, HttpStatus.OK.value());
    }
}
