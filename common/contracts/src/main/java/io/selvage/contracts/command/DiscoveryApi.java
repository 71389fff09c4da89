package io.selvage.contracts.command;

import io.selvage.contracts.common.BaseResponse;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The search of a device service for devices. One runs at a time; its progress is told by system events. */
@HttpExchange("/api/v3/discovery")
public interface DiscoveryApi {

    /**
     * Starts a search, unless one runs already, and answers with the id that its system events carry; SERVICE_LOCKED where
     * the service is locked, SERVICE_UNAVAILABLE where discovery is disabled.
     */
    @PostExchange
    BaseResponse discover();

    /** Stops the search that runs, if any; the driver is given the query. NOT_IMPLEMENTED where the driver cannot search. */
    @DeleteExchange
    BaseResponse stop(@RequestParam MultiValueMap<String, String> options);

    /** As {@link #stop}, but ENTITY_DOES_NOT_EXIST where the search that runs has another id. */
    @DeleteExchange("/requestId/{id}")
    BaseResponse stop(@PathVariable String id, @RequestParam MultiValueMap<String, String> options);
}
