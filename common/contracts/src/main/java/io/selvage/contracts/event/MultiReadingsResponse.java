package io.selvage.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of readings, newest first, or of aggregates, ordered by device.
 *
 * @param totalCount how many readings match; absent of aggregates
 * @param aggregateFunc as it was asked for; absent where none was
 */
@JsonInclude(Include.NON_NULL)
public record MultiReadingsResponse(
        String apiVersion,
        int statusCode,
        @Nullable Long totalCount,
        @Nullable String aggregateFunc,
        List<Reading> readings) {

    public MultiReadingsResponse {
        readings = Immutable.list(readings);
    }

    public static MultiReadingsResponse of(long totalCount, List<Reading> readings) {
        return new MultiReadingsResponse(ApiVersion.V3, 200, totalCount, null, readings);
    }

    /** Aggregates by that function. */
    public static MultiReadingsResponse aggregates(String aggregateFunc, List<Reading> readings) {
        return new MultiReadingsResponse(ApiVersion.V3, 200, null, aggregateFunc, readings);
    }
}
