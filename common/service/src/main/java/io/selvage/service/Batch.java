package io.selvage.service;

import io.selvage.contracts.common.BaseResponse;
import io.selvage.contracts.common.ItemResponse;
import io.selvage.contracts.error.EdgeException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Works off the requests of a 207 batch one after the other, so that each sees what those before it did. */
public final class Batch {

    private static final Logger LOG = LoggerFactory.getLogger(Batch.class);

    private Batch() {}

    /** One answer a request, in order: what the work answers, or the failure that it throws. */
    public static <R> List<ItemResponse> items(
            List<R> requests, Function<R, @Nullable String> requestId, Function<R, ? extends ItemResponse> work) {
        return requests.stream()
                .<ItemResponse>map(request -> item(request, requestId, work))
                .toList();
    }

    private static <R> ItemResponse item(
            R request, Function<R, @Nullable String> requestId, Function<R, ? extends ItemResponse> work) {
        try {
            return work.apply(request);
        } catch (EdgeException e) {
            if (e.kind().statusCode() >= 500) {
                LOG.warn("{}: {}", e.kind(), e.text());
            }
            return BaseResponse.error(requestId.apply(request), e);
        }
    }
}
