package io.selvage.contracts.command;

import io.selvage.contracts.common.BaseResponse;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The search of a device service for devices. */
@HttpExchange("/api/v3/discovery")
public interface DiscoveryApi {

    /** Starts a search; SERVICE_LOCKED where the service is locked, SERVICE_UNAVAILABLE where discovery is disabled. */
    @PostExchange
    BaseResponse discover();
}
