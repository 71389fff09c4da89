package io.selvage.contracts.event;

import org.jspecify.annotations.Nullable;

/**
 * A message on a topic of events of which no event could be stored.
 *
 * @param created when it was put aside, ns since the epoch
 * @param reason why it could not be stored
 * @param size bytes of the payload as it came
 * @param payload in base64, the first 64 KB of it
 */
public record DeadLetter(
        long id,
        long created,
        String topic,
        String reason,
        long size,
        @Nullable String payload) {}
