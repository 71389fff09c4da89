package io.selvage.contracts.event;

import io.selvage.contracts.common.ApiVersion;
import io.selvage.contracts.json.Immutable;
import java.util.List;

/**
 * A page of dead letters, newest first.
 *
 * @param totalCount how many are kept
 * @param droppedCount how many older ones had to go
 */
public record MultiDeadLettersResponse(
        String apiVersion, int statusCode, long totalCount, long droppedCount, List<DeadLetter> deadLetters) {

    public MultiDeadLettersResponse {
        deadLetters = Immutable.list(deadLetters);
    }

    public static MultiDeadLettersResponse of(long totalCount, long droppedCount, List<DeadLetter> deadLetters) {
        return new MultiDeadLettersResponse(ApiVersion.V3, 200, totalCount, droppedCount, deadLetters);
    }
}
