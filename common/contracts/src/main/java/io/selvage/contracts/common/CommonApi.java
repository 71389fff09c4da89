package io.selvage.contracts.common;

import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PostExchange;

/** The routes that every EdgeX service has. */
@HttpExchange(ApiVersion.BASE_PATH)
public interface CommonApi {

    @GetExchange("/ping")
    PingResponse ping();

    @GetExchange("/version")
    VersionResponse version();

    @GetExchange("/config")
    ConfigResponse config();

    /** Stores a secret of the service; NOT_ALLOWED where there is nowhere to keep it. */
    @PostExchange("/secret")
    BaseResponse addSecret(@RequestBody SecretRequest request);
}
