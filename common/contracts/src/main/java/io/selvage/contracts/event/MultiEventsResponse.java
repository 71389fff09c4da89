package io.selvage.contracts.event;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/** A page of events, newest first, with the number of all that match. */
public record MultiEventsResponse(String apiVersion, int statusCode, long totalCount, List<Event> events) {

    public MultiEventsResponse {
        events = Immutable.list(events);
    }

    public static MultiEventsResponse of(long totalCount, List<Event> events) {
        return new MultiEventsResponse(ApiVersion.V3, 200, totalCount, events);
    }
}
