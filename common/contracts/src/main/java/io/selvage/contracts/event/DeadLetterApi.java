package io.selvage.contracts.event;

import io.selvage.contracts.common.BaseResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.service.annotation.DeleteExchange;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;

/** Messages of which no event could be stored. EdgeX has no such routes: it logs such messages and forgets them. */
@HttpExchange("/api/v3/deadletter")
public interface DeadLetterApi {

    /** A page of them, newest first: 20 where no limit is given. */
    @GetExchange("/all")
    MultiDeadLettersResponse all(
            @RequestParam(required = false) @Nullable String offset,
            @RequestParam(required = false) @Nullable String limit);

    /** Forgets all of them. */
    @DeleteExchange("/all")
    BaseResponse deleteAll();
}
