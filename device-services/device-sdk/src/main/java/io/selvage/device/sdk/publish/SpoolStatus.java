package io.selvage.device.sdk.publish;

/**
 * How the spool of a device service stands.
 *
 * @param events that wait on disk
 * @param bytes that its files take
 * @param full whether new events wait for room, and those who make them
 * @param timesFull how often it has become full since the start of the service
 */
public record SpoolStatus(long events, long bytes, boolean full, long timesFull) {

    static final SpoolStatus EMPTY = new SpoolStatus(0, 0, false, 0);
}
