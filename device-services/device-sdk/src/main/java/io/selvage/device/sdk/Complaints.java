package io.selvage.device.sdk;

import org.slf4j.Logger;

/** Warnings of one sort about what devices send: one in ten seconds, with the number of those before it. */
public final class Complaints {

    private final io.selvage.bus.Complaints complaints;

    /** Warnings in that log. */
    public Complaints(Logger log) {
        this.complaints = new io.selvage.bus.Complaints(log);
    }

    /** Warns, unless it has done so in the last seconds. */
    public void warn(String message) {
        complaints.warn(message);
    }
}
