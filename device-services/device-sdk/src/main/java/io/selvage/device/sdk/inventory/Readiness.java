package io.selvage.device.sdk.inventory;

import io.selvage.contracts.error.EdgeException;
import io.selvage.contracts.error.ErrorKind;

/** Whether the service has come so far that it can serve commands, and what it waits for if not. */
public final class Readiness {

    private volatile String obstacle = "the device service is starting";
    private volatile boolean ready;

    /** Says in a sentence what stands in the way. */
    public void obstacle(String sentence) {
        obstacle = sentence;
    }

    /** From now on commands are served. */
    public void ready() {
        ready = true;
    }

    public boolean isReady() {
        return ready;
    }

    /** SERVICE_UNAVAILABLE with what stands in the way, unless the service is ready. */
    public void require() {
        if (!ready) {
            throw new EdgeException(ErrorKind.SERVICE_UNAVAILABLE, obstacle);
        }
    }
}
