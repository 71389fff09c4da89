package io.selvage.contracts.event;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of readings, newest first, with the number of all that match. */
public record MultiReadingsResponse(String apiVersion, int statusCode, long totalCount, List<Reading> readings) {

    public MultiReadingsResponse {
        readings = Immutable.list(readings);
    }

    public static MultiReadingsResponse of(long totalCount, List<Reading> readings) {
        return new MultiReadingsResponse(ApiVersion.V3, 200, totalCount, readings);
    }
}
