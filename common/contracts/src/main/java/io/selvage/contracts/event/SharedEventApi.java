package io.selvage.contracts.event;

import io.selvage.contracts.common.BaseResponse;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** What core-data processes that share the load say to each other. EdgeX has no such route. */
@HttpExchange("/api/v3/event/shared")
public interface SharedEventApi {

    /** Stores them in their order, those that are there already once; answers when all are on disk. */
    @PostExchange
    BaseResponse store(@RequestBody SharedEvents events);
}
