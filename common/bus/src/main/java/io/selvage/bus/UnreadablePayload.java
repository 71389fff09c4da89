package io.selvage.bus;

/**
 * A message from a broker that is no envelope.
 *
 * @param message all of it
 * @param reason why it is none
 */
@SuppressWarnings("ArrayRecordComponent") // as it was received, so that it is not copied
public record UnreadablePayload(byte[] message, String reason) {}
